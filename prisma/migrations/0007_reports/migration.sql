-- What readers report as wrong, and what came of it (R10). Reports and answers are only ever added; what a reader wrote is never public, the
-- outcome and the editors' words are. An address to answer to is apart, since it goes when the report is answered.

CREATE TABLE "report" (
  "id" UUID NOT NULL,
  -- The claim it is about, where it is about one.
  "claim_id" BIGINT,
  -- The address of the page from which it was sent, a path of this site.
  "page" TEXT,
  "wrong" TEXT NOT NULL,
  -- Where the reader saw what is right.
  "seen" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT "report_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "report_length_check" CHECK (length("wrong") BETWEEN 1 AND 2000 AND length("seen") <= 1000 AND length("page") <= 2000)
);
CREATE INDEX "report_claim_id_idx" ON "report" ("claim_id");
CREATE INDEX "report_created_at_idx" ON "report" ("created_at");

CREATE TABLE "report_contact" (
  "report_id" UUID NOT NULL,
  "email" TEXT NOT NULL,
  CONSTRAINT "report_contact_pkey" PRIMARY KEY ("report_id"),
  CONSTRAINT "report_contact_length_check" CHECK (length("email") <= 320)
);

CREATE TABLE "report_event" (
  "id" BIGSERIAL NOT NULL,
  "report_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  -- Of an answer: what came of it, the words that the public reads, and the publish that put it right.
  "outcome" TEXT,
  "answer" TEXT,
  "ledger_number" BIGINT,
  "person_id" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT "report_event_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "report_event_kind_check" CHECK ("kind" IN ('answered', 'reopened')),
  CONSTRAINT "report_event_outcome_check" CHECK ("outcome" IN ('corrected', 'no_error', 'unclear')),
  CONSTRAINT "report_event_answer_check" CHECK (
    ("kind" = 'answered') = ("outcome" IS NOT NULL) AND ("kind" = 'answered') = ("answer" IS NOT NULL) AND length("answer") BETWEEN 1 AND 1000),
  -- What was corrected, was corrected by a publish.
  CONSTRAINT "report_event_ledger_number_check" CHECK (("outcome" IS NOT DISTINCT FROM 'corrected') = ("ledger_number" IS NOT NULL))
);
CREATE INDEX "report_event_report_id_idx" ON "report_event" ("report_id");

ALTER TABLE "report" ADD CONSTRAINT "report_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "report_contact" ADD CONSTRAINT "report_contact_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "report_event" ADD CONSTRAINT "report_event_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "report_event" ADD CONSTRAINT "report_event_ledger_number_fkey" FOREIGN KEY ("ledger_number") REFERENCES "publish" ("ledger_number") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "report_event" ADD CONSTRAINT "report_event_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

DO $$
DECLARE append_only text;
BEGIN
  FOREACH append_only IN ARRAY ARRAY['report', 'report_event']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', append_only || '_append_only', append_only);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', append_only || '_no_truncate', append_only);
  END LOOP;
END $$;
