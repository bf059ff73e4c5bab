-- The ledger: sources, claims with append-only revisions, and the ledger numbers that order every publish.
-- Column by column in prisma/README.md. Enumerations are those of lib/ledger/vocabulary.ts; a test compares them.

-- ---------------------------------------------------------------------------------------------------------------- publishes

CREATE TABLE "publish" (
  "ledger_number" BIGINT NOT NULL,
  "recorded_from" TIMESTAMPTZ(3) NOT NULL,
  "kind" TEXT NOT NULL,
  "summary" TEXT NOT NULL,
  "by_role" TEXT NOT NULL,
  CONSTRAINT "publish_pkey" PRIMARY KEY ("ledger_number"),
  CONSTRAINT "publish_ledger_number_check" CHECK ("ledger_number" > 0),
  CONSTRAINT "publish_kind_check" CHECK ("kind" IN ('starter', 'import', 'claim', 'source', 'series_event')),
  CONSTRAINT "publish_by_role_check" CHECK ("by_role" IN ('launcher', 'importer', 'editor', 'reviewer'))
);
CREATE UNIQUE INDEX "publish_recorded_from_key" ON "publish" ("recorded_from");

-- ------------------------------------------------------------------------------------------------------------------ sources

CREATE TABLE "source" (
  "id" INTEGER NOT NULL,
  "slug" TEXT NOT NULL,
  "ledger_number" BIGINT NOT NULL,
  CONSTRAINT "source_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "source_slug_check" CHECK ("slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length("slug") <= 60)
);
CREATE UNIQUE INDEX "source_slug_key" ON "source" ("slug");

CREATE TABLE "source_revision" (
  "source_id" INTEGER NOT NULL,
  "number" INTEGER NOT NULL,
  "ledger_number" BIGINT NOT NULL,
  "change_class" TEXT NOT NULL,
  "change_note" TEXT,
  "by_role" TEXT NOT NULL,
  "content" JSONB NOT NULL,
  CONSTRAINT "source_revision_pkey" PRIMARY KEY ("source_id", "number"),
  CONSTRAINT "source_revision_number_check" CHECK ("number" > 0),
  CONSTRAINT "source_revision_change_class_check" CHECK ("change_class" IN ('new', 'update', 'improvement', 'correction')),
  CONSTRAINT "source_revision_content_check" CHECK (jsonb_typeof("content") = 'object' AND "content" ? 'name')
);

-- Every name under which a source may be meant, folded to lower case: an alias can neither be another source's alias nor its name.
CREATE TABLE "source_alias" (
  "folded" TEXT NOT NULL,
  "source_id" INTEGER NOT NULL,
  "kind" TEXT NOT NULL,
  "spelling" TEXT NOT NULL,
  CONSTRAINT "source_alias_pkey" PRIMARY KEY ("folded"),
  CONSTRAINT "source_alias_folded_check" CHECK ("folded" = lower("spelling")),
  CONSTRAINT "source_alias_kind_check" CHECK ("kind" IN ('name', 'alias'))
);
CREATE INDEX "source_alias_source_id_idx" ON "source_alias" ("source_id");

-- ------------------------------------------------------------------------------------------------------------------- series

CREATE TABLE "series" (
  "id" INTEGER NOT NULL,
  "source_id" INTEGER NOT NULL,
  "metric" TEXT NOT NULL,
  "side" TEXT NOT NULL,
  "scope" TEXT NOT NULL,
  "definition_version" INTEGER NOT NULL,
  -- Kept by the write path in the transaction of each publish: how many current claims, and how far they reach.
  "last_ledger_number" BIGINT NOT NULL,
  "totals" INTEGER NOT NULL DEFAULT 0,
  "month_exact" INTEGER NOT NULL DEFAULT 0,
  "others" INTEGER NOT NULL DEFAULT 0,
  "first_reach" DATE,
  "last_reach" DATE,
  CONSTRAINT "series_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "series_metric_check" CHECK ("metric" IN (
    'killed_or_wounded', 'killed_wounded_or_missing', 'casualties_all', 'permanent_losses', 'irrecoverable',
    'personnel_losses_unspecified', 'names_added', 'killed', 'killed_confirmed', 'killed_or_missing', 'missing', 'captured',
    'wounded', 'wounded_cases', 'territory_gained', 'recruited', 'recruited_volunteer', 'recruited_foreign', 'mobilised',
    'losses_minus_recruits', 'forces_committed', 'equipment_lost_tank', 'equipment_destroyed_tank',
    'equipment_lost_armoured_vehicle', 'equipment_lost_artillery', 'equipment_lost_aircraft', 'equipment_lost_naval_vessel',
    'equipment_lost_ammunition', 'equipment_lost_total', 'equipment_lost_total_irretrievable',
    'equipment_lost_total_repairable', 'casualties_per_km2', 'killed_per_km2', 'losses_per_km_of_front', 'exchange_ratio',
    'wounded_per_killed', 'permanently_wounded_per_killed', 'killed_share', 'assault_casualty_share',
    'recruitment_plan_share', 'tank_stock_lost_share', 'losses_change', 'signing_bonus', 'front_length', 'undefined_metric',
    'target_recruited', 'target_killed_or_wounded')),
  CONSTRAINT "series_side_check" CHECK ("side" IN ('ru', 'ua', 'both')),
  CONSTRAINT "series_scope_check" CHECK ("scope" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length("scope") <= 60),
  CONSTRAINT "series_definition_version_check" CHECK ("definition_version" BETWEEN 1 AND 999)
);
CREATE UNIQUE INDEX "series_key" ON "series" ("source_id", "metric", "side", "scope", "definition_version");
-- Which series of one metric and side a source holds: the figures of a source read all its scopes and versions.
CREATE INDEX "series_metric_side_idx" ON "series" ("metric", "side");

-- Which publish touched which series: `knownOn` resolves to the latest of them.
CREATE TABLE "series_change" (
  "series_id" INTEGER NOT NULL,
  "ledger_number" BIGINT NOT NULL,
  CONSTRAINT "series_change_pkey" PRIMARY KEY ("series_id", "ledger_number")
);

-- A series has had a claim that restates this source: the way along which lineages are read.
CREATE TABLE "series_repeat" (
  "series_id" INTEGER NOT NULL,
  "source_id" INTEGER NOT NULL,
  "ledger_number" BIGINT NOT NULL,
  CONSTRAINT "series_repeat_pkey" PRIMARY KEY ("series_id", "source_id")
);
CREATE INDEX "series_repeat_source_id_idx" ON "series_repeat" ("source_id");

-- ------------------------------------------------------------------------------------------------------------------- claims

-- Cells of the facets: every current claim stands in exactly one, so each count of the claims page is a sum of cells.
CREATE TABLE "claim_facet" (
  "id" INTEGER NOT NULL,
  "series_id" INTEGER NOT NULL,
  "count_basis" TEXT NOT NULL,
  "badge" TEXT NOT NULL,
  "is_total" BOOLEAN NOT NULL,
  "claims" INTEGER NOT NULL DEFAULT 0,
  -- The claim that the listing shows first among those of the cell.
  "newest_listed_on" DATE,
  "newest_claim_id" BIGINT,
  "first_reach" DATE,
  "last_reach" DATE,
  CONSTRAINT "claim_facet_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "claim_facet_claims_check" CHECK ("claims" >= 0),
  CONSTRAINT "claim_facet_badge_check" CHECK ("badge" IN ('unchecked', 'attributed', 'checked', 'corroborated', 'documented')),
  CONSTRAINT "claim_facet_count_basis_check" CHECK ("count_basis" IN (
    'enumerated', 'documented', 'official_tally', 'intelligence_estimate', 'model', 'coverage_scaled', 'ratio_derived',
    'expert_judgement', 'leaked_document', 'derived', 'meta', 'unstated'))
);
CREATE UNIQUE INDEX "claim_facet_cell_key" ON "claim_facet" ("series_id", "count_basis", "badge", "is_total");

CREATE TABLE "claim" (
  "id" BIGINT NOT NULL,
  "public_id" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "current_revision" INTEGER NOT NULL DEFAULT 1,
  "ledger_number" BIGINT NOT NULL,
  CONSTRAINT "claim_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "claim_public_id_check" CHECK (length("public_id") BETWEEN 7 AND 52 AND "public_id" !~ '[^0-9a-hjkmnp-tv-z]'),
  CONSTRAINT "claim_key_check" CHECK (length("key") BETWEEN 1 AND 120),
  CONSTRAINT "claim_current_revision_check" CHECK ("current_revision" > 0)
);
CREATE UNIQUE INDEX "claim_public_id_key" ON "claim" ("public_id");
CREATE UNIQUE INDEX "claim_key_key" ON "claim" ("key");

CREATE TABLE "claim_revision" (
  "claim_id" BIGINT NOT NULL,
  "number" INTEGER NOT NULL,
  "ledger_number" BIGINT NOT NULL,
  -- Of the claim, repeated here: figures read thousands of revisions and nothing else of their claims.
  "public_id" TEXT NOT NULL,
  "series_id" INTEGER NOT NULL,
  "facet_id" INTEGER NOT NULL,
  "is_total" BOOLEAN NOT NULL,
  "reach_from" DATE,
  "reach_to" DATE,
  "listed_on" DATE NOT NULL,
  "published_on" DATE,
  "period_start" DATE,
  "period_end" DATE,
  "as_of" DATE,
  "repeats_source_id" INTEGER,
  "relayed" BOOLEAN NOT NULL,
  "provisional" BOOLEAN NOT NULL,
  "attribution" TEXT NOT NULL,
  "standing" TEXT NOT NULL,
  "period_kind" TEXT NOT NULL,
  "time_basis" TEXT,
  "value_kind" TEXT NOT NULL,
  "low" DECIMAL(18, 6),
  "best" DECIMAL(18, 6),
  "high" DECIMAL(18, 6),
  "rounding_unit" DECIMAL(18, 6),
  "interval_meaning" TEXT,
  "count_basis" TEXT NOT NULL,
  "release" TEXT,
  "components" JSONB,
  "ratio_of" TEXT[],
  "updates" TEXT,
  "spokesperson" TEXT,
  "standing_reason" TEXT,
  "note" TEXT,
  -- Of the claim as the schema writes it: an import sees at a glance that a row says what is already here.
  "content_hash" UUID NOT NULL,
  "change_class" TEXT NOT NULL,
  "change_note" TEXT,
  "by_role" TEXT NOT NULL,
  CONSTRAINT "claim_revision_pkey" PRIMARY KEY ("claim_id", "number"),
  CONSTRAINT "claim_revision_number_check" CHECK ("number" > 0),
  CONSTRAINT "claim_revision_period_check" CHECK ("period_start" < "period_end"),
  CONSTRAINT "claim_revision_reach_check" CHECK ("reach_from" <= "reach_to" AND ("reach_from" IS NULL) = ("reach_to" IS NULL)),
  CONSTRAINT "claim_revision_order_check" CHECK ("low" <= "best" AND "best" <= "high" AND "low" <= "high"),
  CONSTRAINT "claim_revision_value_check" CHECK (CASE "value_kind"
    WHEN 'point' THEN "best" IS NOT NULL AND "low" IS NULL AND "high" IS NULL
    WHEN 'approx' THEN "best" IS NOT NULL AND "low" IS NULL AND "high" IS NULL
    WHEN 'at_least' THEN "low" IS NOT NULL AND "best" IS NULL AND "high" IS NULL
    WHEN 'at_most' THEN "high" IS NOT NULL AND "low" IS NULL AND "best" IS NULL
    WHEN 'range' THEN "low" IS NOT NULL AND "high" IS NOT NULL
    WHEN 'none' THEN "low" IS NULL AND "best" IS NULL AND "high" IS NULL
    ELSE false END),
  CONSTRAINT "claim_revision_rounding_unit_check" CHECK ("rounding_unit" > 0),
  CONSTRAINT "claim_revision_attribution_check" CHECK ("attribution" IN ('a0', 'a1', 'a2')),
  CONSTRAINT "claim_revision_standing_check" CHECK ("standing" IN ('current', 'discounted', 'withdrawn')),
  CONSTRAINT "claim_revision_standing_reason_check" CHECK ("standing" = 'current' OR coalesce("standing_reason", '') <> ''),
  CONSTRAINT "claim_revision_period_kind_check" CHECK ("period_kind" IN (
    'cumulative_since_start', 'cumulative_since_date', 'interval', 'day', 'daily_rate', 'weekly_rate', 'monthly_rate', 'ratio',
    'instant', 'forecast', 'total_correction')),
  CONSTRAINT "claim_revision_time_basis_check" CHECK ("time_basis" IN ('by_report', 'by_event')),
  CONSTRAINT "claim_revision_interval_meaning_check" CHECK ("interval_meaning" IN (
    'stated_range', 'ci95', 'prediction', 'definitional', 'coverage_scaling', 'scenario')),
  CONSTRAINT "claim_revision_count_basis_check" CHECK ("count_basis" IN (
    'enumerated', 'documented', 'official_tally', 'intelligence_estimate', 'model', 'coverage_scaled', 'ratio_derived',
    'expert_judgement', 'leaked_document', 'derived', 'meta', 'unstated')),
  CONSTRAINT "claim_revision_change_class_check" CHECK ("change_class" IN ('new', 'update', 'improvement', 'correction')),
  CONSTRAINT "claim_revision_components_check" CHECK (jsonb_typeof("components") = 'object')
);
-- Figures: the claims of a series whose days touch a window, and the totals next to it.
CREATE INDEX "claim_revision_window_idx" ON "claim_revision" ("series_id", "is_total", "reach_to");
-- The listing, newest first, of everything and of one cell of the facets.
CREATE INDEX "claim_revision_listing_idx" ON "claim_revision" ("listed_on", "claim_id");
CREATE INDEX "claim_revision_facet_listing_idx" ON "claim_revision" ("facet_id", "listed_on", "claim_id");

CREATE TABLE "publication" (
  "id" BIGINT NOT NULL,
  "content_hash" UUID NOT NULL,
  "relay" TEXT,
  "publisher" TEXT,
  "title" TEXT,
  "url" TEXT,
  "archive_url" TEXT,
  "published_on" DATE,
  "language" TEXT,
  "quote" TEXT,
  "key" TEXT,
  "note" TEXT,
  CONSTRAINT "publication_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "publication_url_check" CHECK (
    ("url" LIKE 'http://%' OR "url" LIKE 'https://%') AND ("archive_url" LIKE 'http://%' OR "archive_url" LIKE 'https://%'))
);
CREATE UNIQUE INDEX "publication_content_hash_key" ON "publication" ("content_hash");

CREATE TABLE "claim_revision_publication" (
  "claim_id" BIGINT NOT NULL,
  "number" INTEGER NOT NULL,
  "position" INTEGER NOT NULL,
  "publication_id" BIGINT NOT NULL,
  CONSTRAINT "claim_revision_publication_pkey" PRIMARY KEY ("claim_id", "number", "position"),
  CONSTRAINT "claim_revision_publication_position_check" CHECK ("position" > 0)
);

-- Further keys of a claim: those under which files carried its further publications. With claim.key they are how a second import
-- recognises the first.
CREATE TABLE "claim_key" (
  "key" TEXT NOT NULL,
  "claim_id" BIGINT NOT NULL,
  CONSTRAINT "claim_key_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "claim_key_claim_id_idx" ON "claim_key" ("claim_id");

CREATE TABLE "claim_link" (
  "id" BIGINT NOT NULL,
  "type" TEXT NOT NULL,
  "from_claim_id" BIGINT NOT NULL,
  "to_claim_id" BIGINT NOT NULL,
  "ledger_number" BIGINT NOT NULL,
  -- A row that names another one ends that link from its ledger number on.
  "retracts_id" BIGINT,
  CONSTRAINT "claim_link_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "claim_link_type_check" CHECK ("type" IN (
    'repeats', 'derives_from', 'ratio_of', 'updates', 'corrects', 'contradicts', 'part_of')),
  CONSTRAINT "claim_link_ends_check" CHECK ("from_claim_id" <> "to_claim_id")
);
CREATE INDEX "claim_link_from_claim_id_idx" ON "claim_link" ("from_claim_id");
CREATE INDEX "claim_link_to_claim_id_idx" ON "claim_link" ("to_claim_id");
CREATE UNIQUE INDEX "claim_link_retracts_id_key" ON "claim_link" ("retracts_id");

-- The words of each claim for the text search, with what a search counts and sorts by, so that it need look nowhere else. Follows from
-- the current revision and is rewritten with it.
CREATE TABLE "claim_search" (
  "claim_id" BIGINT NOT NULL,
  "facet_id" INTEGER NOT NULL,
  "listed_on" DATE NOT NULL,
  "reach_from" DATE,
  "reach_to" DATE,
  "document" TSVECTOR NOT NULL,
  CONSTRAINT "claim_search_pkey" PRIMARY KEY ("claim_id")
);
CREATE INDEX "claim_search_document_idx" ON "claim_search" USING GIN ("document");

-- ------------------------------------------------------------------------------------------------------------------- events

CREATE TABLE "ledger_event" (
  "id" BIGINT NOT NULL,
  "ledger_number" BIGINT NOT NULL,
  "verb" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "before" JSONB,
  "after" JSONB,
  "change_class" TEXT,
  "reason" TEXT,
  "by_role" TEXT NOT NULL,
  CONSTRAINT "ledger_event_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "ledger_event_verb_check" CHECK ("verb" IN (
    'claims.published', 'claim.revised', 'claim.linked', 'claim.unlinked', 'source.registered', 'source.revised', 'series.noted')),
  CONSTRAINT "ledger_event_change_class_check" CHECK ("change_class" IN ('new', 'update', 'improvement', 'correction'))
);
CREATE INDEX "ledger_event_ledger_number_idx" ON "ledger_event" ("ledger_number");
CREATE INDEX "ledger_event_subject_idx" ON "ledger_event" ("subject");

CREATE TABLE "series_event" (
  "id" INTEGER NOT NULL,
  "source_id" INTEGER NOT NULL,
  "metric" TEXT NOT NULL,
  "side" TEXT NOT NULL,
  "day" DATE NOT NULL,
  "kind" TEXT NOT NULL,
  "sentence" TEXT NOT NULL,
  "url" TEXT,
  "ledger_number" BIGINT NOT NULL,
  "retracts_id" INTEGER,
  CONSTRAINT "series_event_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "series_event_kind_check" CHECK ("kind" IN ('break', 'correction', 'method_change', 'note'))
);
CREATE INDEX "series_event_source_id_metric_side_idx" ON "series_event" ("source_id", "metric", "side");
CREATE UNIQUE INDEX "series_event_retracts_id_key" ON "series_event" ("retracts_id");

-- -------------------------------------------------------------------------------------------------------------- foreign keys

ALTER TABLE "source" ADD CONSTRAINT "source_ledger_number_fkey" FOREIGN KEY ("ledger_number") REFERENCES "publish" ("ledger_number") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "source_revision" ADD CONSTRAINT "source_revision_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "source_revision" ADD CONSTRAINT "source_revision_ledger_number_fkey" FOREIGN KEY ("ledger_number") REFERENCES "publish" ("ledger_number") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "source_alias" ADD CONSTRAINT "source_alias_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "series" ADD CONSTRAINT "series_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "series" ADD CONSTRAINT "series_last_ledger_number_fkey" FOREIGN KEY ("last_ledger_number") REFERENCES "publish" ("ledger_number") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "series_change" ADD CONSTRAINT "series_change_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "series" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "series_change" ADD CONSTRAINT "series_change_ledger_number_fkey" FOREIGN KEY ("ledger_number") REFERENCES "publish" ("ledger_number") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "series_repeat" ADD CONSTRAINT "series_repeat_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "series" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "series_repeat" ADD CONSTRAINT "series_repeat_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "claim_facet" ADD CONSTRAINT "claim_facet_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "series" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "claim_revision" ADD CONSTRAINT "claim_revision_repeats_source_id_fkey" FOREIGN KEY ("repeats_source_id") REFERENCES "source" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "claim_key" ADD CONSTRAINT "claim_key_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "claim_link" ADD CONSTRAINT "claim_link_from_claim_id_fkey" FOREIGN KEY ("from_claim_id") REFERENCES "claim" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "claim_link" ADD CONSTRAINT "claim_link_to_claim_id_fkey" FOREIGN KEY ("to_claim_id") REFERENCES "claim" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "claim_link" ADD CONSTRAINT "claim_link_ledger_number_fkey" FOREIGN KEY ("ledger_number") REFERENCES "publish" ("ledger_number") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "claim_link" ADD CONSTRAINT "claim_link_retracts_id_fkey" FOREIGN KEY ("retracts_id") REFERENCES "claim_link" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "ledger_event" ADD CONSTRAINT "ledger_event_ledger_number_fkey" FOREIGN KEY ("ledger_number") REFERENCES "publish" ("ledger_number") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "series_event" ADD CONSTRAINT "series_event_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "series_event" ADD CONSTRAINT "series_event_ledger_number_fkey" FOREIGN KEY ("ledger_number") REFERENCES "publish" ("ledger_number") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "series_event" ADD CONSTRAINT "series_event_retracts_id_fkey" FOREIGN KEY ("retracts_id") REFERENCES "series_event" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- ------------------------------------------------------------------------------------------- what the database itself refuses

CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: its rows are only ever added.', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', HINT = 'Publish a new revision instead.';
END $$;

DO $$
DECLARE append_only text;
BEGIN
  FOREACH append_only IN ARRAY ARRAY[
    'publish', 'source_revision', 'series_change', 'series_repeat', 'claim_revision', 'publication',
    'claim_revision_publication', 'claim_key', 'claim_link', 'ledger_event', 'series_event']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', append_only || '_append_only', append_only);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', append_only || '_no_truncate', append_only);
  END LOOP;
  -- Rows of these are kept up to date, but none ever goes.
  FOREACH append_only IN ARRAY ARRAY['source', 'series', 'claim_facet', 'claim']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', append_only || '_no_delete', append_only);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', append_only || '_no_truncate', append_only);
  END LOOP;
END $$;

-- A source's slug and a series' key are what addresses and files name: they stay.
CREATE TRIGGER "source_no_update" BEFORE UPDATE ON "source" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "series_key_stays" BEFORE UPDATE ON "series" FOR EACH ROW
  WHEN ((OLD."id", OLD."source_id", OLD."metric", OLD."side", OLD."scope", OLD."definition_version")
    IS DISTINCT FROM (NEW."id", NEW."source_id", NEW."metric", NEW."side", NEW."scope", NEW."definition_version"))
  EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "claim_facet_cell_stays" BEFORE UPDATE ON "claim_facet" FOR EACH ROW
  WHEN ((OLD."id", OLD."series_id", OLD."count_basis", OLD."badge", OLD."is_total")
    IS DISTINCT FROM (NEW."id", NEW."series_id", NEW."count_basis", NEW."badge", NEW."is_total"))
  EXECUTE FUNCTION "refuse_change"();

-- The pointer of a claim to its current revision is the only thing that moves, and only forwards.
CREATE FUNCTION "claim_pointer_moves_forward"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD."id", OLD."public_id", OLD."key", OLD."ledger_number") IS DISTINCT FROM (NEW."id", NEW."public_id", NEW."key", NEW."ledger_number")
    OR NEW."current_revision" <> OLD."current_revision" + 1 THEN
    RAISE EXCEPTION 'UPDATE of claim is refused: only its pointer moves, to the next revision of the same claim.'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "claim_pointer" BEFORE UPDATE ON "claim" FOR EACH ROW EXECUTE FUNCTION "claim_pointer_moves_forward"();

-- Ledger numbers are 1, 2, 3 … and their instants strictly increase.
CREATE FUNCTION "publish_comes_next"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last record;
BEGIN
  SELECT "ledger_number", "recorded_from" INTO last FROM "publish" ORDER BY "ledger_number" DESC LIMIT 1;
  IF NEW."ledger_number" <> coalesce(last."ledger_number", 0) + 1 OR NEW."recorded_from" <= last."recorded_from" THEN
    RAISE EXCEPTION 'The publish % at % does not follow the last one, % at %.', NEW."ledger_number", NEW."recorded_from", last."ledger_number", last."recorded_from"
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "publish_next" BEFORE INSERT ON "publish" FOR EACH ROW EXECUTE FUNCTION "publish_comes_next"();

-- The rows of a claim name each other. A foreign key would ask row by row, which costs a bulk load as much as everything else together;
-- nothing that is named here can ever go, so it is enough to ask once for all the rows of a statement.
CREATE FUNCTION "claim_is_whole"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "added" WHERE NOT EXISTS (
      SELECT 1 FROM "claim_revision" r WHERE r."claim_id" = "added"."id" AND r."number" = "added"."current_revision")) THEN
    RAISE EXCEPTION 'A claim without its current revision is refused.' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "claim_is_whole" AFTER INSERT ON "claim" REFERENCING NEW TABLE AS "added" FOR EACH STATEMENT EXECUTE FUNCTION "claim_is_whole"();
CREATE TRIGGER "claim_stays_whole" AFTER UPDATE ON "claim" REFERENCING NEW TABLE AS "added" FOR EACH STATEMENT EXECUTE FUNCTION "claim_is_whole"();

CREATE FUNCTION "claim_revision_is_whole"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "added" WHERE NOT EXISTS (
      SELECT 1 FROM "claim" c WHERE c."id" = "added"."claim_id" AND c."public_id" = "added"."public_id")) THEN
    RAISE EXCEPTION 'A revision without its claim is refused.' USING ERRCODE = 'foreign_key_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM (SELECT DISTINCT "facet_id", "series_id", "is_total", "count_basis" FROM "added") a WHERE NOT EXISTS (
      SELECT 1 FROM "claim_facet" f WHERE f."id" = a."facet_id" AND f."series_id" = a."series_id"
         AND f."is_total" = a."is_total" AND f."count_basis" = a."count_basis")) THEN
    RAISE EXCEPTION 'A revision outside the cell of its series is refused.' USING ERRCODE = 'foreign_key_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM "added" WHERE NOT EXISTS (
      SELECT 1 FROM "claim_revision_publication" j WHERE j."claim_id" = "added"."claim_id" AND j."number" = "added"."number" AND j."position" = 1)) THEN
    RAISE EXCEPTION 'A revision without a publication is refused.' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "claim_revision_is_whole" AFTER INSERT ON "claim_revision" REFERENCING NEW TABLE AS "added" FOR EACH STATEMENT EXECUTE FUNCTION "claim_revision_is_whole"();

CREATE FUNCTION "claim_revision_publication_is_whole"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "added" WHERE NOT EXISTS (
      SELECT 1 FROM "claim_revision" r WHERE r."claim_id" = "added"."claim_id" AND r."number" = "added"."number"))
    OR EXISTS (SELECT 1 FROM "added" WHERE NOT EXISTS (SELECT 1 FROM "publication" p WHERE p."id" = "added"."publication_id")) THEN
    RAISE EXCEPTION 'A publication of nothing, or nothing published, is refused.' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "claim_revision_publication_is_whole" AFTER INSERT ON "claim_revision_publication" REFERENCING NEW TABLE AS "added" FOR EACH STATEMENT EXECUTE FUNCTION "claim_revision_publication_is_whole"();

-- A key means one claim, whether as its own or as that of a further publication.
CREATE FUNCTION "claim_key_is_free"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "claim" c WHERE c."key" IN (SELECT "key" FROM "added")) THEN
    RAISE EXCEPTION 'A key that means another claim is refused.' USING ERRCODE = 'unique_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "claim_key_is_free" AFTER INSERT ON "claim_key" REFERENCING NEW TABLE AS "added" FOR EACH STATEMENT EXECUTE FUNCTION "claim_key_is_free"();

-- Nothing is slipped into a publish of the past: what was known at an instant stays what it was.
CREATE FUNCTION "refuse_past_publish"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "added" WHERE "ledger_number" <> (SELECT max("ledger_number") FROM "publish")) THEN
    RAISE EXCEPTION 'INSERT into % is refused: only the latest publish takes rows.', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;

DO $$
DECLARE dated text;
BEGIN
  FOREACH dated IN ARRAY ARRAY['source_revision', 'series_change', 'claim', 'claim_revision', 'claim_link', 'ledger_event', 'series_event']
  LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS "added" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_past_publish"()', dated || '_latest_publish', dated);
  END LOOP;
END $$;

-- Revisions of one claim are numbered 1, 2, 3 …
CREATE FUNCTION "claim_revision_comes_next"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "claim_revision" WHERE "claim_id" = NEW."claim_id" AND "number" = NEW."number" - 1) THEN
    RAISE EXCEPTION 'Revision % of claim % does not follow the last one.', NEW."number", NEW."claim_id" USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "claim_revision_next" BEFORE INSERT ON "claim_revision" FOR EACH ROW WHEN (NEW."number" > 1) EXECUTE FUNCTION "claim_revision_comes_next"();

-- Later versions only: few rows, so that asking whether a revision has been replaced costs next to nothing.
CREATE INDEX "claim_revision_later_idx" ON "claim_revision" ("claim_id", "number") INCLUDE ("ledger_number") WHERE "number" > 1;
