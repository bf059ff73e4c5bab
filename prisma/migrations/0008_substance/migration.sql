-- Substance (domain.md §2): what agrees with a claim and what speaks against it, as computed by each publish that touches it, and the
-- records or admissions that people recorded. Column by column in prisma/README.md.

-- What substance this version of the claim had, so that its badge is known by the row alone. A publish that changes the badge of a Checked
-- claim appends a revision of the same content.
ALTER TABLE "claim_revision"
  ADD COLUMN "substance" TEXT NOT NULL DEFAULT 's0',
  ADD CONSTRAINT "claim_revision_substance_check" CHECK ("substance" IN ('s0', 's1', 's2'));

-- What holds of a claim from this publish on; without a row nothing agrees with it and nothing speaks against it. Which other claims make it
-- so follows from the claims of the same days as they were at that number, and is read from them.
CREATE TABLE "claim_substance" (
  "claim_id" BIGINT NOT NULL,
  "ledger_number" BIGINT NOT NULL,
  "substance" TEXT NOT NULL,
  "contested" BOOLEAN NOT NULL,
  CONSTRAINT "claim_substance_pkey" PRIMARY KEY ("claim_id", "ledger_number"),
  CONSTRAINT "claim_substance_substance_check" CHECK ("substance" IN ('s0', 's1', 's2'))
);

-- Records open to inspection, or an admission against interest (s2). A row that names another one ends it from its ledger number on.
CREATE TABLE "substance_record" (
  "id" BIGINT NOT NULL,
  "ledger_number" BIGINT NOT NULL,
  "claim_id" BIGINT NOT NULL,
  "basis" TEXT NOT NULL,
  -- Where the records can be inspected, or where the admission stands.
  "url" TEXT,
  "reason" TEXT NOT NULL,
  "retracts_id" BIGINT,
  "by_role" TEXT NOT NULL,
  CONSTRAINT "substance_record_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "substance_record_basis_check" CHECK ("basis" IN ('records', 'admission')),
  CONSTRAINT "substance_record_url_check" CHECK ("url" LIKE 'http://%' OR "url" LIKE 'https://%'),
  CONSTRAINT "substance_record_reason_check" CHECK (length("reason") BETWEEN 1 AND 1000)
);
CREATE INDEX "substance_record_claim_id_idx" ON "substance_record" ("claim_id");
CREATE UNIQUE INDEX "substance_record_retracts_id_key" ON "substance_record" ("retracts_id");
ALTER TABLE "substance_record" ADD CONSTRAINT "substance_record_ledger_number_fkey" FOREIGN KEY ("ledger_number") REFERENCES "publish" ("ledger_number") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "substance_record" ADD CONSTRAINT "substance_record_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "substance_record" ADD CONSTRAINT "substance_record_retracts_id_fkey" FOREIGN KEY ("retracts_id") REFERENCES "substance_record" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Asked once for all the rows of a statement, as for revisions: nothing that is named here can ever go.
CREATE FUNCTION "claim_substance_is_whole"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "added" WHERE NOT EXISTS (SELECT 1 FROM "claim" c WHERE c."id" = "added"."claim_id")) THEN
    RAISE EXCEPTION 'The substance of a claim that does not exist is refused.' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "claim_substance_is_whole" AFTER INSERT ON "claim_substance" REFERENCING NEW TABLE AS "added" FOR EACH STATEMENT EXECUTE FUNCTION "claim_substance_is_whole"();

DO $$
DECLARE append_only text;
BEGIN
  FOREACH append_only IN ARRAY ARRAY['claim_substance', 'substance_record']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', append_only || '_append_only', append_only);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', append_only || '_no_truncate', append_only);
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS "added" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_past_publish"()', append_only || '_latest_publish', append_only);
  END LOOP;
END $$;

ALTER TABLE "publish" DROP CONSTRAINT "publish_kind_check";
ALTER TABLE "publish" ADD CONSTRAINT "publish_kind_check" CHECK ("kind" IN (
  'starter', 'import', 'claim', 'source', 'series_event', 'second_key', 'assessment', 'substance'));
ALTER TABLE "publish" DROP CONSTRAINT "publish_by_role_check";
ALTER TABLE "publish" ADD CONSTRAINT "publish_by_role_check" CHECK ("by_role" IN (
  'launcher', 'importer', 'editor', 'reviewer', 'administrator', 'ledger'));
ALTER TABLE "ledger_event" DROP CONSTRAINT "ledger_event_verb_check";
ALTER TABLE "ledger_event" ADD CONSTRAINT "ledger_event_verb_check" CHECK ("verb" IN (
  'claims.published', 'claim.revised', 'claim.linked', 'claim.unlinked', 'claim.checked', 'claim.graded', 'claim.badge_changed',
  'claim.substance_recorded', 'claim.substance_ended', 'figure.moved', 'source.registered', 'source.revised', 'source.graded', 'series.noted', 'series.note_ended'));

-- Links that say whose number a claim states lead to other sources as the repeats of a source do.
INSERT INTO "series_repeat" ("series_id", "source_id", "ledger_number")
SELECT own."id", other."source_id", min(l."ledger_number")
  FROM "claim_link" l JOIN "claim" c ON c."id" = l."from_claim_id" JOIN "claim" t ON t."id" = l."to_claim_id"
  JOIN "claim_revision" r ON r."claim_id" = c."id" AND r."number" = c."current_revision" JOIN "series" own ON own."id" = r."series_id"
  JOIN "claim_revision" v ON v."claim_id" = t."id" AND v."number" = t."current_revision" JOIN "series" other ON other."id" = v."series_id"
 WHERE l."type" IN ('repeats', 'derives_from') AND l."retracts_id" IS NULL
   AND other."metric" = own."metric" AND other."side" = own."side" AND other."source_id" <> own."source_id"
 GROUP BY own."id", other."source_id" ON CONFLICT DO NOTHING;
