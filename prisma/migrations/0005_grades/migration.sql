-- Grades (Admiralty / NATO): how reliable a source is about one metric of one side, and how credible one claim is. Dated by their publish,
-- each with its reason; a later grade follows an earlier one and never changes it. No figure depends on them.

CREATE TABLE "assessment" (
  "id" BIGINT NOT NULL,
  "ledger_number" BIGINT NOT NULL,
  -- Either a source about a metric of a side …
  "source_id" INTEGER,
  "metric" TEXT,
  "side" TEXT,
  "reliability" TEXT,
  -- … or one claim.
  "claim_id" BIGINT,
  "credibility" TEXT,
  "reason" TEXT NOT NULL,
  "by_role" TEXT NOT NULL,
  CONSTRAINT "assessment_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "assessment_subject_check" CHECK (
    ("source_id" IS NOT NULL AND "metric" IS NOT NULL AND "side" IS NOT NULL AND "reliability" IS NOT NULL AND "claim_id" IS NULL AND "credibility" IS NULL)
    OR ("claim_id" IS NOT NULL AND "credibility" IS NOT NULL AND "source_id" IS NULL AND "metric" IS NULL AND "side" IS NULL AND "reliability" IS NULL)),
  CONSTRAINT "assessment_reliability_check" CHECK ("reliability" IN ('A', 'B', 'C', 'D', 'E', 'F')),
  CONSTRAINT "assessment_credibility_check" CHECK ("credibility" IN ('1', '2', '3', '4', '5', '6')),
  CONSTRAINT "assessment_reason_check" CHECK (length("reason") BETWEEN 1 AND 1000)
);
CREATE INDEX "assessment_source_id_metric_side_idx" ON "assessment" ("source_id", "metric", "side");
CREATE INDEX "assessment_claim_id_idx" ON "assessment" ("claim_id");
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_ledger_number_fkey" FOREIGN KEY ("ledger_number") REFERENCES "publish" ("ledger_number") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE TRIGGER "assessment_append_only" BEFORE UPDATE OR DELETE ON "assessment" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "assessment_no_truncate" BEFORE TRUNCATE ON "assessment" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "assessment_latest_publish" AFTER INSERT ON "assessment" REFERENCING NEW TABLE AS "added" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_past_publish"();

ALTER TABLE "publish" DROP CONSTRAINT "publish_kind_check";
ALTER TABLE "publish" ADD CONSTRAINT "publish_kind_check" CHECK ("kind" IN (
  'starter', 'import', 'claim', 'source', 'series_event', 'second_key', 'assessment'));
ALTER TABLE "ledger_event" DROP CONSTRAINT "ledger_event_verb_check";
ALTER TABLE "ledger_event" ADD CONSTRAINT "ledger_event_verb_check" CHECK ("verb" IN (
  'claims.published', 'claim.revised', 'claim.linked', 'claim.unlinked', 'claim.checked', 'claim.graded', 'figure.moved',
  'source.registered', 'source.revised', 'source.graded', 'series.noted'));
