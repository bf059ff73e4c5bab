-- Evidence (T11, E5, O6): archived bytes of publications, what became of every look at an address, and whether the bytes are still there.
-- Captures hang on publications and never change a claim. The bytes themselves are files, named by their SHA-256.

CREATE TABLE "capture" (
  "id" UUID NOT NULL,
  "publication_id" BIGINT NOT NULL,
  "ledger_number" BIGINT NOT NULL,
  -- Handed in at the desk, fetched from the publication's address, or a copy that a public archive keeps.
  "kind" TEXT NOT NULL,
  -- Of the bytes; none where only the archive has them.
  "sha256" TEXT,
  "size" BIGINT,
  "mime" TEXT,
  -- What the file is called when it is downloaded.
  "name" TEXT,
  -- The address of the publication that was fetched, and the archive's address of its copy.
  "url" TEXT,
  "archive_url" TEXT,
  "tool" TEXT NOT NULL,
  -- The person who handed it in; never public, the role is.
  "captured_by" TEXT,
  "by_role" TEXT NOT NULL,
  "captured_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "capture_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "capture_kind_check" CHECK ("kind" IN ('upload', 'fetched', 'archive')),
  CONSTRAINT "capture_sha256_check" CHECK ("sha256" ~ '^[0-9a-f]{64}$'),
  CONSTRAINT "capture_size_check" CHECK ("size" BETWEEN 1 AND 26214400),
  CONSTRAINT "capture_mime_check" CHECK ("mime" IN ('application/pdf', 'image/png', 'image/jpeg', 'text/html')),
  CONSTRAINT "capture_length_check" CHECK (
    length("name") BETWEEN 1 AND 200 AND length("tool") BETWEEN 1 AND 200 AND length("url") <= 4000 AND length("archive_url") <= 4000),
  -- Bytes come with their sum, size, type and name; a copy elsewhere with its address.
  CONSTRAINT "capture_bytes_check" CHECK (CASE WHEN "kind" = 'archive'
    THEN "archive_url" IS NOT NULL AND "sha256" IS NULL AND "size" IS NULL AND "mime" IS NULL AND "name" IS NULL
    ELSE "archive_url" IS NULL AND "sha256" IS NOT NULL AND "size" IS NOT NULL AND "mime" IS NOT NULL AND "name" IS NOT NULL END)
);
CREATE INDEX "capture_publication_id_idx" ON "capture" ("publication_id");
-- Several publications are said at one address, which is fetched once.
CREATE INDEX "capture_url_idx" ON "capture" USING HASH ("url");
CREATE INDEX "capture_sha256_idx" ON "capture" ("sha256");
CREATE INDEX "capture_ledger_number_idx" ON "capture" ("ledger_number");

-- Whether kept bytes are still what they were; the latest of a sum counts. Without any, the bytes were there when they were taken in.
CREATE TABLE "capture_check" (
  "id" BIGSERIAL NOT NULL,
  "sha256" TEXT NOT NULL,
  "outcome" TEXT NOT NULL,
  "tool" TEXT NOT NULL,
  "checked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT "capture_check_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "capture_check_sha256_check" CHECK ("sha256" ~ '^[0-9a-f]{64}$'),
  CONSTRAINT "capture_check_outcome_check" CHECK ("outcome" IN ('found', 'missing', 'altered'))
);
CREATE INDEX "capture_check_sha256_id_idx" ON "capture_check" ("sha256", "id");

-- Every look at an address of a publication: fetching its page, asking an archive for a copy, looking whether the link still answers.
-- The last try of each is final: it went well, or it was given up.
CREATE TABLE "link_check" (
  "id" BIGSERIAL NOT NULL,
  "publication_id" BIGINT NOT NULL,
  "kind" TEXT NOT NULL,
  "url" TEXT NOT NULL,
  "outcome" TEXT NOT NULL,
  "status" INTEGER,
  -- Words for the person at the desk.
  "detail" TEXT,
  "attempt" INTEGER NOT NULL,
  "is_final" BOOLEAN NOT NULL,
  "checked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT "link_check_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "link_check_kind_check" CHECK ("kind" IN ('fetch', 'archive', 'check')),
  CONSTRAINT "link_check_outcome_check" CHECK ("outcome" IN ('ok', 'http_error', 'refused', 'unreachable', 'too_slow', 'too_large', 'unusable')),
  CONSTRAINT "link_check_status_check" CHECK ("status" BETWEEN 100 AND 999),
  CONSTRAINT "link_check_attempt_check" CHECK ("attempt" > 0),
  CONSTRAINT "link_check_length_check" CHECK (length("detail") <= 1000)
);
CREATE INDEX "link_check_url_idx" ON "link_check" USING HASH ("url");
CREATE INDEX "link_check_kind_id_idx" ON "link_check" ("kind", "id");

-- What was given up is tried again because a person asked.
CREATE TABLE "link_retry" (
  "id" BIGSERIAL NOT NULL,
  "link_check_id" BIGINT NOT NULL,
  "person_id" TEXT NOT NULL,
  "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT "link_retry_pkey" PRIMARY KEY ("id")
);
-- One at most for each thing that was given up.
CREATE UNIQUE INDEX "link_retry_link_check_id_key" ON "link_retry" ("link_check_id");

ALTER TABLE "capture" ADD CONSTRAINT "capture_publication_id_fkey" FOREIGN KEY ("publication_id") REFERENCES "publication" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "capture" ADD CONSTRAINT "capture_ledger_number_fkey" FOREIGN KEY ("ledger_number") REFERENCES "publish" ("ledger_number") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "capture" ADD CONSTRAINT "capture_captured_by_fkey" FOREIGN KEY ("captured_by") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "link_check" ADD CONSTRAINT "link_check_publication_id_fkey" FOREIGN KEY ("publication_id") REFERENCES "publication" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "link_retry" ADD CONSTRAINT "link_retry_link_check_id_fkey" FOREIGN KEY ("link_check_id") REFERENCES "link_check" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "link_retry" ADD CONSTRAINT "link_retry_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

DO $$
DECLARE append_only text;
BEGIN
  FOREACH append_only IN ARRAY ARRAY['capture', 'capture_check', 'link_check', 'link_retry']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', append_only || '_append_only', append_only);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', append_only || '_no_truncate', append_only);
  END LOOP;
END $$;
CREATE TRIGGER "capture_latest_publish" AFTER INSERT ON "capture" REFERENCING NEW TABLE AS "added" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_past_publish"();

-- One more code each, beside those that are there already.
DO $$
DECLARE
  more record;
  codes text;
BEGIN
  FOR more IN SELECT * FROM (VALUES
    ('publish', 'kind', 'evidence'), ('publish', 'by_role', 'archiver'), ('ledger_event', 'verb', 'capture.added')) AS m("table", "column", "code")
  LOOP
    SELECT string_agg(DISTINCT quote_literal(code[1]), ', ') INTO codes
      FROM pg_constraint, regexp_matches(pg_get_constraintdef(oid), '''([^'']+)''', 'g') AS code
     WHERE conname = format('%s_%s_check', more."table", more."column") AND conrelid = more."table"::regclass;
    EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I, ADD CONSTRAINT %I CHECK (%I IN (%s, %L))', more."table",
      format('%s_%s_check', more."table", more."column"), format('%s_%s_check', more."table", more."column"), more."column", codes, more."code");
  END LOOP;
END $$;
