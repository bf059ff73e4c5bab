-- The chain (T16): every event carries a hash over its own text and the hash of the event before it, and every publish ends with an event
-- that digests all that it wrote. A silent change of any of these rows is found by recomputing them; lib/data/chain.ts does.

ALTER TABLE "ledger_event" ADD COLUMN "hash" BYTEA;

-- What a publish wrote is looked up by its number.
CREATE INDEX "source_revision_ledger_number_idx" ON "source_revision" ("ledger_number");
CREATE INDEX "series_change_ledger_number_idx" ON "series_change" ("ledger_number");
CREATE INDEX "series_repeat_ledger_number_idx" ON "series_repeat" ("ledger_number");
CREATE INDEX "claim_revision_ledger_number_idx" ON "claim_revision" ("ledger_number");
CREATE INDEX "claim_link_ledger_number_idx" ON "claim_link" ("ledger_number");
CREATE INDEX "series_event_ledger_number_idx" ON "series_event" ("ledger_number");
CREATE INDEX "assessment_ledger_number_idx" ON "assessment" ("ledger_number");
CREATE INDEX "claim_substance_ledger_number_idx" ON "claim_substance" ("ledger_number");
CREATE INDEX "substance_record_ledger_number_idx" ON "substance_record" ("ledger_number");

-- One more code, beside those that are there already.
DO $$
DECLARE codes text;
BEGIN
  SELECT string_agg(DISTINCT quote_literal(code[1]), ', ') INTO codes
    FROM pg_constraint, regexp_matches(pg_get_constraintdef(oid), '''([^'']+)''', 'g') AS code
   WHERE conname = 'ledger_event_verb_check' AND conrelid = 'ledger_event'::regclass;
  EXECUTE format('ALTER TABLE "ledger_event" DROP CONSTRAINT "ledger_event_verb_check", ADD CONSTRAINT "ledger_event_verb_check" CHECK ("verb" IN (%s, %L))',
    codes, 'publish.sealed');
END $$;

-- The text that is hashed: the columns of the event as one JSON array, in the order of this list.
CREATE FUNCTION "ledger_event_text"(e "ledger_event") RETURNS text LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_array(e."id", e."ledger_number", e."verb", e."subject", e."before", e."after", e."change_class", e."change_cause", e."reason", e."by_role")::text
$$;

-- ------------------------------------------------------------------------------------------------------- publishes of before

-- Their seals are put where they would stand: at the end of each publish, so that events move up by one place for each publish before them.
ALTER TABLE "ledger_event" DISABLE TRIGGER USER;
SELECT set_config('datestyle', 'ISO, YMD', true), set_config('timezone', 'UTC', true);

UPDATE "ledger_event" e SET "id" = -(o.place + e."ledger_number" - 1)
  FROM (SELECT "id", row_number() OVER (ORDER BY "id") AS place FROM "ledger_event") o WHERE o."id" = e."id";
UPDATE "ledger_event" SET "id" = -"id";

INSERT INTO "ledger_event" ("id", "ledger_number", "verb", "subject", "after", "by_role")
  WITH sealed AS MATERIALIZED (
    SELECT p."ledger_number" AS number, CASE WHEN rows <= 100 THEN 1 WHEN rows <= 1000000 THEN 1000 ELSE 10000 END AS size
      FROM "publish" p CROSS JOIN LATERAL (
        SELECT greatest((SELECT count(*) FROM "claim_revision" r WHERE r."ledger_number" = p."ledger_number"),
                        (SELECT count(*) FROM "claim_substance" s WHERE s."ledger_number" = p."ledger_number"),
                        (SELECT count(*) FROM "claim_link" l WHERE l."ledger_number" = p."ledger_number")) AS rows) counted
  ), digests AS (
    SELECT number, 'publish' AS name, part, count(*)::int AS rows, encode(sha256(string_agg(digest, ''::bytea ORDER BY k1)), 'hex') AS digest FROM (
      SELECT w.number, (t.ledger_number / w.size)::text AS part, t.ledger_number AS k1, sha256(convert_to(ROW(t.ledger_number, t.recorded_from, t.kind, t.summary, t.by_role)::text, 'UTF8')) AS digest
        FROM sealed w JOIN publish t ON t.ledger_number = w.number) r GROUP BY number, part
    UNION ALL
    SELECT number, 'source' AS name, part, count(*)::int AS rows, encode(sha256(string_agg(digest, ''::bytea ORDER BY k1, k2)), 'hex') AS digest FROM (
      SELECT w.number, (t.source_id / w.size)::text AS part, t.source_id AS k1, t.number AS k2, sha256(convert_to(ROW(t.source_id, o.slug, t.number, t.ledger_number, t.change_class, t.change_cause, t.change_note, t.by_role,
             t.content)::text, 'UTF8')) AS digest
        FROM sealed w JOIN source_revision t ON t.ledger_number = w.number JOIN source o ON o.id = t.source_id) r GROUP BY number, part
    UNION ALL
    SELECT number, 'series' AS name, part, count(*)::int AS rows, encode(sha256(string_agg(digest, ''::bytea ORDER BY k1)), 'hex') AS digest FROM (
      SELECT w.number, (t.series_id / w.size)::text AS part, t.series_id AS k1, sha256(convert_to(ROW(t.series_id, t.ledger_number, s.source_id, s.metric, s.side, s.scope, s.definition_version)::text, 'UTF8')) AS digest
        FROM sealed w JOIN series_change t ON t.ledger_number = w.number JOIN series s ON s.id = t.series_id) r GROUP BY number, part
    UNION ALL
    SELECT number, 'series_repeat' AS name, part, count(*)::int AS rows, encode(sha256(string_agg(digest, ''::bytea ORDER BY k1, k2)), 'hex') AS digest FROM (
      SELECT w.number, (t.series_id / w.size)::text AS part, t.series_id AS k1, t.source_id AS k2, sha256(convert_to(ROW(t.series_id, t.source_id, t.ledger_number)::text, 'UTF8')) AS digest
        FROM sealed w JOIN series_repeat t ON t.ledger_number = w.number) r GROUP BY number, part
    UNION ALL
    SELECT number, 'claim' AS name, part, count(*)::int AS rows, encode(sha256(string_agg(digest, ''::bytea ORDER BY k1, k2)), 'hex') AS digest FROM (
      SELECT w.number, (t.claim_id / w.size)::text AS part, t.claim_id AS k1, t.number AS k2, sha256(convert_to(ROW(c.public_id, c.key, t.claim_id, t.number, t.ledger_number, t.public_id, t.series_id, t.facet_id,
             t.is_total, t.reach_from, t.reach_to, t.listed_on, t.published_on, t.period_start, t.period_end, t.as_of,
             t.repeats_source_id, t.relayed, t.provisional, t.attribution, t.standing, t.period_kind, t.time_basis,
             t.value_kind, t.low, t.best, t.high, t.rounding_unit, t.interval_meaning, t.count_basis, t.release,
             t.components, t.ratio_of, t.updates, t.spokesperson, t.standing_reason, t.note, t.content_hash,
             t.change_class, t.change_note, t.by_role, t.links, t.lineage_decided, t.change_cause, t.substance)::text, 'UTF8')) AS digest
        FROM sealed w JOIN claim_revision t ON t.ledger_number = w.number JOIN claim c ON c.id = t.claim_id) r GROUP BY number, part
    UNION ALL
    SELECT number, 'publication' AS name, part, count(*)::int AS rows, encode(sha256(string_agg(digest, ''::bytea ORDER BY k1, k2, k3)), 'hex') AS digest FROM (
      SELECT w.number, (t.claim_id / w.size)::text AS part, t.claim_id AS k1, t.number AS k2, j.position AS k3, sha256(convert_to(ROW(j.claim_id, j.number, j.position, j.publication_id, p.content_hash, p.relay, p.publisher, p.title, p.url,
             p.archive_url, p.published_on, p.language, p.quote, p.key, p.note, p.place, p.translation)::text, 'UTF8')) AS digest
        FROM sealed w JOIN claim_revision t ON t.ledger_number = w.number JOIN claim_revision_publication j ON j.claim_id = t.claim_id AND j.number = t.number JOIN publication p ON p.id = j.publication_id) r GROUP BY number, part
    UNION ALL
    SELECT number, 'claim_link' AS name, part, count(*)::int AS rows, encode(sha256(string_agg(digest, ''::bytea ORDER BY k1)), 'hex') AS digest FROM (
      SELECT w.number, (t.id / w.size)::text AS part, t.id AS k1, sha256(convert_to(ROW(t.id, t.type, t.from_claim_id, t.to_claim_id, t.ledger_number, t.retracts_id)::text, 'UTF8')) AS digest
        FROM sealed w JOIN claim_link t ON t.ledger_number = w.number) r GROUP BY number, part
    UNION ALL
    SELECT number, 'series_event' AS name, part, count(*)::int AS rows, encode(sha256(string_agg(digest, ''::bytea ORDER BY k1)), 'hex') AS digest FROM (
      SELECT w.number, (t.id / w.size)::text AS part, t.id AS k1, sha256(convert_to(ROW(t.id, t.source_id, t.metric, t.side, t.day, t.kind, t.sentence, t.url, t.ledger_number, t.retracts_id)::text, 'UTF8')) AS digest
        FROM sealed w JOIN series_event t ON t.ledger_number = w.number) r GROUP BY number, part
    UNION ALL
    SELECT number, 'assessment' AS name, part, count(*)::int AS rows, encode(sha256(string_agg(digest, ''::bytea ORDER BY k1)), 'hex') AS digest FROM (
      SELECT w.number, (t.id / w.size)::text AS part, t.id AS k1, sha256(convert_to(ROW(t.id, t.ledger_number, t.source_id, t.metric, t.side, t.reliability, t.claim_id, t.credibility, t.reason,
             t.by_role)::text, 'UTF8')) AS digest
        FROM sealed w JOIN assessment t ON t.ledger_number = w.number) r GROUP BY number, part
    UNION ALL
    SELECT number, 'claim_substance' AS name, part, count(*)::int AS rows, encode(sha256(string_agg(digest, ''::bytea ORDER BY k1)), 'hex') AS digest FROM (
      SELECT w.number, (t.claim_id / w.size)::text AS part, t.claim_id AS k1, sha256(convert_to(ROW(t.claim_id, t.ledger_number, t.substance, t.contested)::text, 'UTF8')) AS digest
        FROM sealed w JOIN claim_substance t ON t.ledger_number = w.number) r GROUP BY number, part
    UNION ALL
    SELECT number, 'substance_record' AS name, part, count(*)::int AS rows, encode(sha256(string_agg(digest, ''::bytea ORDER BY k1)), 'hex') AS digest FROM (
      SELECT w.number, (t.id / w.size)::text AS part, t.id AS k1, sha256(convert_to(ROW(t.id, t.ledger_number, t.claim_id, t.basis, t.url, t.reason, t.retracts_id, t.by_role)::text, 'UTF8')) AS digest
        FROM sealed w JOIN substance_record t ON t.ledger_number = w.number) r GROUP BY number, part
    UNION ALL
    SELECT number, 'capture' AS name, part, count(*)::int AS rows, encode(sha256(string_agg(digest, ''::bytea ORDER BY k1)), 'hex') AS digest FROM (
      SELECT w.number, t.id::text AS part, t.id AS k1, sha256(convert_to(ROW(t.id, t.publication_id, t.ledger_number, t.kind, t.sha256, t.size, t.mime, t.name, t.url, t.archive_url,
             t.tool, t.by_role, t.captured_at)::text, 'UTF8')) AS digest
        FROM sealed w JOIN capture t ON t.ledger_number = w.number) r GROUP BY number, part
  )
  SELECT coalesce(sum(held.events) OVER (ORDER BY p."ledger_number"), 0) + p."ledger_number",
         p."ledger_number", 'publish.sealed', 'publish ' || p."ledger_number",
         jsonb_build_object('format', 1, 'size', w.size, 'rows', d.rows), p."by_role"
    FROM "publish" p JOIN sealed w ON w.number = p."ledger_number"
    JOIN (SELECT number, jsonb_object_agg(name, parts) AS rows
            FROM (SELECT number, name, jsonb_object_agg(part, jsonb_build_array(rows, digest)) AS parts FROM digests GROUP BY number, name) n
           GROUP BY number) d ON d.number = p."ledger_number"
    LEFT JOIN (SELECT "ledger_number", count(*) AS events FROM "ledger_event" GROUP BY "ledger_number") held ON held."ledger_number" = p."ledger_number"
   ORDER BY p."ledger_number";

DO $$
DECLARE
  e "ledger_event";
  previous bytea := '\x';
BEGIN
  FOR e IN SELECT * FROM "ledger_event" ORDER BY "id" LOOP
    previous := sha256(previous || convert_to("ledger_event_text"(e), 'UTF8'));
    UPDATE "ledger_event" SET "hash" = previous WHERE "id" = e."id";
  END LOOP;
END $$;
ALTER TABLE "ledger_event" ENABLE TRIGGER USER;

-- ------------------------------------------------------------------------------------------------------------ from now on

ALTER TABLE "ledger_event" ALTER COLUMN "hash" SET NOT NULL, ADD CONSTRAINT "ledger_event_hash_check" CHECK (octet_length("hash") = 32);

-- The database itself chains what is added, so that no writer can forget to or choose another hash.
CREATE FUNCTION "ledger_event_is_chained"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE previous bytea;
BEGIN
  SELECT "hash" INTO previous FROM "ledger_event" WHERE "id" < NEW."id" ORDER BY "id" DESC LIMIT 1;
  NEW."hash" := sha256(coalesce(previous, '\x'::bytea) || convert_to("ledger_event_text"(NEW), 'UTF8'));
  RETURN NEW;
END $$;
CREATE TRIGGER "ledger_event_chained" BEFORE INSERT ON "ledger_event" FOR EACH ROW EXECUTE FUNCTION "ledger_event_is_chained"();
