-- Import at the desk: files that were handed in, what a dry run found in them, and the rows that wait for review as one batch.
-- Column by column in prisma/README.md. Working data: nothing public depends on them.

CREATE TABLE "import_batch" (
  "id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "format" TEXT NOT NULL,
  "person_id" TEXT NOT NULL,
  "size" BIGINT NOT NULL,
  "sha256" TEXT NOT NULL,
  -- Of a CSV file: what separates its cells, its header, and its first rows.
  "delimiter" TEXT,
  "header" TEXT[] NOT NULL,
  "samples" JSONB NOT NULL DEFAULT '[]',
  -- Which column is which field; null where the header is the ledger's own.
  "mapping" JSONB,
  "stage" TEXT NOT NULL,
  -- How far the dry run has come, while it is under way.
  "step" TEXT,
  "done" BIGINT NOT NULL DEFAULT 0,
  "total" BIGINT NOT NULL DEFAULT 0,
  "attempts" INTEGER NOT NULL DEFAULT 0,
  -- Why the dry run was broken off, in words; null when it was not.
  "trouble" TEXT,
  "report" JSONB,
  -- The rows to be keyed a second time are those whose number, hashed with this, comes first.
  "sample_seed" UUID,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "import_batch_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "import_batch_format_check" CHECK ("format" IN ('csv', 'general_staff')),
  CONSTRAINT "import_batch_stage_check" CHECK ("stage" IN ('receiving', 'columns', 'checking', 'checked', 'staged', 'put_away')),
  CONSTRAINT "import_batch_report_check" CHECK ("stage" NOT IN ('checked', 'staged') OR "report" IS NOT NULL)
);
CREATE INDEX "import_batch_created_at_idx" ON "import_batch" ("created_at");

-- The file itself, in pieces, as they came in, until its rows are staged.
CREATE TABLE "import_piece" (
  "batch_id" UUID NOT NULL,
  "number" INTEGER NOT NULL,
  "bytes" BYTEA NOT NULL,
  CONSTRAINT "import_piece_pkey" PRIMARY KEY ("batch_id", "number")
);

-- A dry run that somebody has to do. Whoever does it holds the row locked until it is done; when that process ends, however it ends, the
-- row is free again.
CREATE TABLE "import_job" (
  "batch_id" UUID NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "import_job_pkey" PRIMARY KEY ("batch_id")
);

-- What a dry run would bring in: new claims, and publications that claims of the ledger lack. Drafts once the batch is staged.
CREATE TABLE "import_row" (
  "batch_id" UUID NOT NULL,
  "row_number" INTEGER NOT NULL,
  "kind" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  -- Source, metric and side: rows that bear on the same figures.
  "series" TEXT NOT NULL,
  -- The claim; of an extension the publications that are added.
  "content" JSONB NOT NULL,
  CONSTRAINT "import_row_pkey" PRIMARY KEY ("batch_id", "row_number"),
  CONSTRAINT "import_row_kind_check" CHECK ("kind" IN ('new', 'extends'))
);
CREATE INDEX "import_row_key_idx" ON "import_row" ("key");
CREATE INDEX "import_row_series_idx" ON "import_row" ("batch_id", "series", "row_number");

-- The rows that were drawn to be keyed a second time, once, when the batch was first sent to review.
CREATE TABLE "import_sample" (
  "batch_id" UUID NOT NULL,
  "row_number" INTEGER NOT NULL,
  "place" INTEGER NOT NULL,
  CONSTRAINT "import_sample_pkey" PRIMARY KEY ("batch_id", "row_number")
);

-- What the columns of a file mean, remembered by its header.
CREATE TABLE "import_mapping" (
  "signature" TEXT NOT NULL,
  "header" TEXT[] NOT NULL,
  "mapping" JSONB NOT NULL,
  "person_id" TEXT NOT NULL,
  "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "import_mapping_pkey" PRIMARY KEY ("signature")
);

ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "import_piece" ADD CONSTRAINT "import_piece_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "import_job" ADD CONSTRAINT "import_job_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "import_sample" ADD CONSTRAINT "import_sample_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "import_mapping" ADD CONSTRAINT "import_mapping_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "import_batch" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- ------------------------------------------------------------------------------------------------ what the database itself refuses

-- A batch that is staged is what its reviewers read: it stays as it is, and the sample is drawn once.
CREATE FUNCTION "import_batch_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD."stage" = 'staged' AND (to_jsonb(OLD) - 'sample_seed' - 'changed_at') IS DISTINCT FROM (to_jsonb(NEW) - 'sample_seed' - 'changed_at'))
    OR OLD."stage" = 'put_away' AND NEW."stage" <> 'put_away'
    OR (OLD."sample_seed" IS NOT NULL AND OLD."sample_seed" IS DISTINCT FROM NEW."sample_seed")
    OR (OLD."stage" <> 'receiving' AND OLD."sha256" <> NEW."sha256")
    OR (OLD."id", OLD."person_id", OLD."created_at") IS DISTINCT FROM (NEW."id", NEW."person_id", NEW."created_at") THEN
    RAISE EXCEPTION 'UPDATE of import_batch is refused: what was staged stays as it was read.' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "import_batch_stays" BEFORE UPDATE ON "import_batch" FOR EACH ROW EXECUTE FUNCTION "import_batch_stays"();

CREATE FUNCTION "import_row_is_open"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM (SELECT DISTINCT "batch_id" FROM "touched") t WHERE NOT EXISTS (
      SELECT 1 FROM "import_batch" b WHERE b."id" = t."batch_id" AND b."stage" <> 'staged')) THEN
    RAISE EXCEPTION '% of import_row is refused: the batch is staged, or is not there.', TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "import_row_is_added" AFTER INSERT ON "import_row" REFERENCING NEW TABLE AS "touched" FOR EACH STATEMENT EXECUTE FUNCTION "import_row_is_open"();
CREATE TRIGGER "import_row_is_taken_away" AFTER DELETE ON "import_row" REFERENCING OLD TABLE AS "touched" FOR EACH STATEMENT EXECUTE FUNCTION "import_row_is_open"();
CREATE TRIGGER "import_row_no_update" BEFORE UPDATE ON "import_row" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

CREATE TRIGGER "import_sample_append_only" BEFORE UPDATE OR DELETE ON "import_sample" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "import_sample_no_truncate" BEFORE TRUNCATE ON "import_sample" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "import_batch_no_delete" BEFORE DELETE ON "import_batch" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "import_batch_no_truncate" BEFORE TRUNCATE ON "import_batch" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
