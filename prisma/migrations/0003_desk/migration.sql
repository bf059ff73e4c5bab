-- The desk: what people are working on before it is public, who keyed what a second time, and what a revision can say more than before.
-- Column by column in prisma/README.md. Working data stand beside the ledger: nothing public depends on them.

-- ------------------------------------------------------------------------------------------------- what a revision says more

ALTER TABLE "claim_revision"
  ADD COLUMN "links" JSONB,
  ADD COLUMN "lineage_decided" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "change_cause" TEXT,
  ADD CONSTRAINT "claim_revision_links_check" CHECK (jsonb_typeof("links") = 'object'),
  ADD CONSTRAINT "claim_revision_change_cause_check" CHECK ("change_cause" IN (
    'source_update', 'new_evidence', 'our_correction', 'source_correction', 'method', 'source_withdrew', 'shown_wrong', 'misattributed',
    'restatement'));
ALTER TABLE "publication" ADD COLUMN "place" TEXT, ADD COLUMN "translation" TEXT;
-- Entry checks ask for the same address (hashed, since addresses are long and only compared), and for equal values of the days around.
CREATE INDEX "publication_url_idx" ON "publication" USING HASH ("url");
CREATE INDEX "claim_revision_publication_publication_id_idx" ON "claim_revision_publication" ("publication_id");
CREATE INDEX "claim_revision_value_idx" ON "claim_revision" ("listed_on", (coalesce("best", "low", "high")));
ALTER TABLE "ledger_event" ADD COLUMN "change_cause" TEXT;
ALTER TABLE "source_revision" ADD COLUMN "change_cause" TEXT;

ALTER TABLE "publish" DROP CONSTRAINT "publish_kind_check", DROP CONSTRAINT "publish_by_role_check";
ALTER TABLE "publish"
  ADD CONSTRAINT "publish_kind_check" CHECK ("kind" IN ('starter', 'import', 'claim', 'source', 'series_event', 'second_key')),
  ADD CONSTRAINT "publish_by_role_check" CHECK ("by_role" IN ('launcher', 'importer', 'editor', 'reviewer', 'administrator'));
ALTER TABLE "ledger_event" DROP CONSTRAINT "ledger_event_verb_check";
ALTER TABLE "ledger_event" ADD CONSTRAINT "ledger_event_verb_check" CHECK ("verb" IN (
  'claims.published', 'claim.revised', 'claim.linked', 'claim.unlinked', 'claim.checked', 'figure.moved', 'source.registered',
  'source.revised', 'series.noted'));

-- ---------------------------------------------------------------------------------------------------------------- proposals

CREATE TABLE "proposal" (
  "id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'draft',
  -- Of the content: saving is a compare-and-set on it.
  "version" INTEGER NOT NULL DEFAULT 1,
  "claim_id" BIGINT,
  "base_revision" INTEGER,
  "source_slug" TEXT,
  "import_id" UUID,
  "title" TEXT NOT NULL,
  "author_id" TEXT NOT NULL,
  "assignee_id" TEXT,
  -- What publishing it would move, as computed when it was sent: figures made, moved or lost, and the largest change as a share.
  "effect_figures" INTEGER,
  "effect_share" DECIMAL(12, 6),
  "sent_at" TIMESTAMPTZ(3),
  "published_ledger_number" BIGINT,
  "published_by" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "proposal_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "proposal_kind_check" CHECK ("kind" IN ('new_claim', 'revision', 'source', 'import')),
  CONSTRAINT "proposal_state_check" CHECK ("state" IN ('draft', 'in_review', 'changes_asked', 'published', 'rejected', 'abandoned')),
  CONSTRAINT "proposal_version_check" CHECK ("version" > 0),
  CONSTRAINT "proposal_revision_check" CHECK ("kind" <> 'revision' OR ("claim_id" IS NOT NULL AND "base_revision" IS NOT NULL)),
  CONSTRAINT "proposal_published_check" CHECK (("state" = 'published') = ("published_ledger_number" IS NOT NULL)),
  -- Four eyes, as far as the database can see: nobody publishes what they began.
  CONSTRAINT "proposal_four_eyes_check" CHECK ("published_by" <> "author_id")
);
CREATE INDEX "proposal_state_idx" ON "proposal" ("state", "sent_at");
CREATE INDEX "proposal_author_id_idx" ON "proposal" ("author_id", "changed_at");
CREATE INDEX "proposal_claim_id_idx" ON "proposal" ("claim_id");

CREATE TABLE "proposal_version" (
  "proposal_id" UUID NOT NULL,
  "number" INTEGER NOT NULL,
  "person_id" TEXT NOT NULL,
  "content" JSONB NOT NULL,
  "cause" TEXT,
  "note" TEXT,
  -- Warnings that were passed, each with its reason.
  "passed" JSONB NOT NULL DEFAULT '[]',
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "proposal_version_pkey" PRIMARY KEY ("proposal_id", "number")
);

CREATE TABLE "proposal_event" (
  "id" BIGSERIAL NOT NULL,
  "proposal_id" UUID NOT NULL,
  "person_id" TEXT NOT NULL,
  "transition" TEXT NOT NULL,
  "version" INTEGER NOT NULL,
  "note" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "proposal_event_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "proposal_event_proposal_id_idx" ON "proposal_event" ("proposal_id");

CREATE TABLE "proposal_comment" (
  "id" BIGSERIAL NOT NULL,
  "proposal_id" UUID NOT NULL,
  "person_id" TEXT NOT NULL,
  "body" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "proposal_comment_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "proposal_comment_body_check" CHECK (length("body") BETWEEN 1 AND 4000)
);
CREATE INDEX "proposal_comment_proposal_id_idx" ON "proposal_comment" ("proposal_id");

-- --------------------------------------------------------------------------------------------------------------- second keys

-- One row for each time that somebody keyed a claim blind: a public claim, a proposal in review, or a row of an import.
CREATE TABLE "second_key" (
  "id" UUID NOT NULL,
  "claim_id" BIGINT,
  "revision" INTEGER,
  "proposal_id" UUID,
  "version" INTEGER,
  "row_number" INTEGER,
  "person_id" TEXT NOT NULL,
  "keyed" JSONB NOT NULL,
  "differences" TEXT[] NOT NULL,
  "outcome" TEXT NOT NULL,
  "decided_by" TEXT,
  "decision" TEXT,
  "decision_reason" TEXT,
  "decided_at" TIMESTAMPTZ(3),
  -- The publish by which the claim became checked.
  "ledger_number" BIGINT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "second_key_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "second_key_subject_check" CHECK (
    ("claim_id" IS NOT NULL AND "revision" IS NOT NULL AND "proposal_id" IS NULL)
    OR ("claim_id" IS NULL AND "proposal_id" IS NOT NULL AND "version" IS NOT NULL)),
  CONSTRAINT "second_key_outcome_check" CHECK ("outcome" IN ('agrees', 'differs')),
  CONSTRAINT "second_key_agreement_check" CHECK (("outcome" = 'agrees') = (cardinality("differences") = 0)),
  CONSTRAINT "second_key_decision_check" CHECK ("decision" IN ('first', 'second', 'neither')),
  CONSTRAINT "second_key_decided_check" CHECK (
    ("decision" IS NULL) = ("decided_by" IS NULL) AND ("decision" IS NULL OR coalesce("decision_reason", '') <> '')),
  CONSTRAINT "second_key_four_eyes_check" CHECK ("decided_by" <> "person_id")
);
CREATE UNIQUE INDEX "second_key_claim_key" ON "second_key" ("claim_id", "revision", "person_id");
CREATE UNIQUE INDEX "second_key_proposal_key" ON "second_key" ("proposal_id", "version", coalesce("row_number", 0), "person_id");
CREATE INDEX "second_key_undecided_idx" ON "second_key" ("created_at") WHERE "outcome" = 'differs' AND "decision" IS NULL;

ALTER TABLE "proposal" ADD CONSTRAINT "proposal_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_published_by_fkey" FOREIGN KEY ("published_by") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_published_ledger_number_fkey" FOREIGN KEY ("published_ledger_number") REFERENCES "publish" ("ledger_number") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "proposal_version" ADD CONSTRAINT "proposal_version_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposal" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "proposal_version" ADD CONSTRAINT "proposal_version_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "proposal_event" ADD CONSTRAINT "proposal_event_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposal" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "proposal_event" ADD CONSTRAINT "proposal_event_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "proposal_comment" ADD CONSTRAINT "proposal_comment_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposal" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "proposal_comment" ADD CONSTRAINT "proposal_comment_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "second_key" ADD CONSTRAINT "second_key_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "second_key" ADD CONSTRAINT "second_key_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposal" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "second_key" ADD CONSTRAINT "second_key_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "second_key" ADD CONSTRAINT "second_key_decided_by_fkey" FOREIGN KEY ("decided_by") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "second_key" ADD CONSTRAINT "second_key_ledger_number_fkey" FOREIGN KEY ("ledger_number") REFERENCES "publish" ("ledger_number") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- --------------------------------------------------------------------------------------- nothing that was written is ever lost

DO $$
DECLARE append_only text;
BEGIN
  FOREACH append_only IN ARRAY ARRAY['proposal_version', 'proposal_event', 'proposal_comment']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', append_only || '_append_only', append_only);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', append_only || '_no_truncate', append_only);
  END LOOP;
  FOREACH append_only IN ARRAY ARRAY['proposal', 'second_key']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', append_only || '_no_delete', append_only);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', append_only || '_no_truncate', append_only);
  END LOOP;
END $$;

-- A published proposal is history; its content moves one version at a time; what was keyed stays as it was keyed.
CREATE FUNCTION "proposal_moves_on"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."state" = 'published' OR NEW."version" NOT IN (OLD."version", OLD."version" + 1)
    OR (OLD."id", OLD."kind", OLD."author_id", OLD."created_at") IS DISTINCT FROM (NEW."id", NEW."kind", NEW."author_id", NEW."created_at") THEN
    RAISE EXCEPTION 'UPDATE of proposal is refused: it is published, or does not follow from what it was.' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "proposal_moves_on" BEFORE UPDATE ON "proposal" FOR EACH ROW EXECUTE FUNCTION "proposal_moves_on"();

CREATE FUNCTION "second_key_is_decided_once"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD."id", OLD."claim_id", OLD."revision", OLD."proposal_id", OLD."version", OLD."row_number", OLD."person_id", OLD."keyed", OLD."differences", OLD."outcome")
    IS DISTINCT FROM (NEW."id", NEW."claim_id", NEW."revision", NEW."proposal_id", NEW."version", NEW."row_number", NEW."person_id", NEW."keyed", NEW."differences", NEW."outcome")
    OR (OLD."decision" IS NOT NULL AND OLD."decision" IS DISTINCT FROM NEW."decision") THEN
    RAISE EXCEPTION 'UPDATE of second_key is refused: what was keyed or decided stays.' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "second_key_is_decided_once" BEFORE UPDATE ON "second_key" FOR EACH ROW EXECUTE FUNCTION "second_key_is_decided_once"();
