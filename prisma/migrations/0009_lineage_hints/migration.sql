-- Hints that one series repeats another source (T2), found by comparing what is published and decided by people. A hint is no part of the
-- public ledger: confirming one publishes revisions of claims, and those are.

CREATE TABLE "lineage_hint" (
  "id" BIGSERIAL NOT NULL,
  -- The series that seems to repeat, the source that it seems to repeat, and that source's series where figures were compared.
  "series_id" INTEGER NOT NULL,
  "repeated_source_id" INTEGER NOT NULL,
  "repeated_series_id" INTEGER,
  "state" TEXT NOT NULL DEFAULT 'open',
  -- Months that both have a figure for, how many of them agree, and the whole comparison; empty where only words led here.
  "shared" INTEGER NOT NULL DEFAULT 0,
  "agreeing" INTEGER NOT NULL DEFAULT 0,
  "comparison" JSONB,
  -- Claims whose publications name the other source: the claim, the field and the words.
  "citing" JSONB NOT NULL DEFAULT '[]',
  -- Claims that no person has decided yet: they neither repeat the other source nor stand in one lineage with it by a link.
  "undecided" INTEGER NOT NULL DEFAULT 0,
  -- The publish after which it was found, and after which it was last looked at.
  "found_ledger_number" BIGINT NOT NULL,
  "compared_ledger_number" BIGINT NOT NULL,
  "found_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT "lineage_hint_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "lineage_hint_state_check" CHECK ("state" IN ('open', 'confirmed', 'rejected')),
  CONSTRAINT "lineage_hint_months_check" CHECK ("agreeing" BETWEEN 0 AND "shared" AND ("comparison" IS NULL) = ("repeated_series_id" IS NULL))
);
CREATE UNIQUE INDEX "lineage_hint_series_id_repeated_source_id_key" ON "lineage_hint" ("series_id", "repeated_source_id");
CREATE INDEX "lineage_hint_state_idx" ON "lineage_hint" ("state");

-- What was decided about a hint, by whom and why; only ever added, since a rejected hint may come back with other months.
CREATE TABLE "lineage_hint_decision" (
  "id" BIGSERIAL NOT NULL,
  "hint_id" BIGINT NOT NULL,
  "decision" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  -- How many months agreed, and how many claims named the other source, when it was decided.
  "agreeing" INTEGER NOT NULL,
  "citing" INTEGER NOT NULL,
  -- The publish of the revisions; null where it was rejected, or where no claim had to change.
  "ledger_number" BIGINT,
  "person_id" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT "lineage_hint_decision_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "lineage_hint_decision_decision_check" CHECK ("decision" IN ('confirmed', 'rejected')),
  CONSTRAINT "lineage_hint_decision_reason_check" CHECK (length("reason") BETWEEN 1 AND 1000)
);
CREATE INDEX "lineage_hint_decision_hint_id_idx" ON "lineage_hint_decision" ("hint_id");

-- Through which publish a series has been compared. A series that changed since is compared next, whichever process comes to it.
CREATE TABLE "lineage_compared" (
  "series_id" INTEGER NOT NULL,
  "ledger_number" BIGINT NOT NULL,
  CONSTRAINT "lineage_compared_pkey" PRIMARY KEY ("series_id")
);

ALTER TABLE "lineage_hint" ADD CONSTRAINT "lineage_hint_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "series" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "lineage_hint" ADD CONSTRAINT "lineage_hint_repeated_source_id_fkey" FOREIGN KEY ("repeated_source_id") REFERENCES "source" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "lineage_hint" ADD CONSTRAINT "lineage_hint_repeated_series_id_fkey" FOREIGN KEY ("repeated_series_id") REFERENCES "series" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "lineage_hint_decision" ADD CONSTRAINT "lineage_hint_decision_hint_id_fkey" FOREIGN KEY ("hint_id") REFERENCES "lineage_hint" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "lineage_hint_decision" ADD CONSTRAINT "lineage_hint_decision_ledger_number_fkey" FOREIGN KEY ("ledger_number") REFERENCES "publish" ("ledger_number") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "lineage_hint_decision" ADD CONSTRAINT "lineage_hint_decision_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "lineage_compared" ADD CONSTRAINT "lineage_compared_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "series" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

CREATE TRIGGER "lineage_hint_decision_append_only" BEFORE UPDATE OR DELETE ON "lineage_hint_decision" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "lineage_hint_decision_no_truncate" BEFORE TRUNCATE ON "lineage_hint_decision" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- The few claims that are not a voice of their own, for the page of who repeats whom.
CREATE INDEX "claim_revision_restating_idx" ON "claim_revision" ("series_id") WHERE "repeats_source_id" IS NOT NULL OR "count_basis" = 'meta';
