-- Frozen comparisons: the bytes that a reader cites, kept for ever. The address follows from the bytes of the JSON file, so that the same
-- view of the same ledger has one address however often it is frozen.

CREATE TABLE "permalink" (
  "id" TEXT NOT NULL,
  -- The question with everything resolved, as the address of /figures writes it.
  "search" TEXT NOT NULL,
  -- The publish that the figures were known at, and its instant.
  "ledger_number" BIGINT NOT NULL,
  "known_on" TIMESTAMPTZ(3) NOT NULL,
  "method_version" TEXT NOT NULL,
  "frozen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "permalink_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "permalink_id_check" CHECK (length("id") = 16 AND "id" !~ '[^0-9a-hjkmnp-tv-z]')
);

CREATE TABLE "permalink_file" (
  "permalink_id" TEXT NOT NULL,
  "ending" TEXT NOT NULL,
  "sha256" TEXT NOT NULL,
  "bytes" BYTEA NOT NULL,
  "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "permalink_file_pkey" PRIMARY KEY ("permalink_id", "ending"),
  CONSTRAINT "permalink_file_ending_check" CHECK ("ending" IN ('json', 'csv', 'svg', 'png', 'zip', 'social')),
  CONSTRAINT "permalink_file_sha256_check" CHECK ("sha256" = encode(sha256("bytes"), 'hex'))
);
-- Pictures and archives are compressed already, and the rest is read as it is.
ALTER TABLE "permalink_file" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

-- Titles and notes by editors; the latest counts, and none is ever lost. They are of the page, not of the files.
CREATE TABLE "permalink_note" (
  "id" BIGSERIAL NOT NULL,
  "permalink_id" TEXT NOT NULL,
  "title" TEXT,
  "note" TEXT,
  "person_id" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "permalink_note_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "permalink_note_length_check" CHECK (length("title") <= 200 AND length("note") <= 2000)
);
CREATE INDEX "permalink_note_permalink_id_idx" ON "permalink_note" ("permalink_id");

ALTER TABLE "permalink" ADD CONSTRAINT "permalink_ledger_number_fkey" FOREIGN KEY ("ledger_number") REFERENCES "publish" ("ledger_number") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "permalink_file" ADD CONSTRAINT "permalink_file_permalink_id_fkey" FOREIGN KEY ("permalink_id") REFERENCES "permalink" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "permalink_note" ADD CONSTRAINT "permalink_note_permalink_id_fkey" FOREIGN KEY ("permalink_id") REFERENCES "permalink" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "permalink_note" ADD CONSTRAINT "permalink_note_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

DO $$
DECLARE append_only text;
BEGIN
  FOREACH append_only IN ARRAY ARRAY['permalink', 'permalink_file', 'permalink_note']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', append_only || '_append_only', append_only);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', append_only || '_no_truncate', append_only);
  END LOOP;
END $$;

-- What has happened since a publish is asked for by claims and sources.
CREATE INDEX "ledger_event_subject_number_idx" ON "ledger_event" ("subject", "ledger_number");
