-- The people of the desk: who they are, how they sign in, and the links by which they come. Column by column in prisma/README.md.
-- Nothing here is published, and no public page reads it.

CREATE TABLE "person" (
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "email_verified" BOOLEAN NOT NULL DEFAULT false,
  "image" TEXT,
  "role" TEXT NOT NULL,
  "two_factor_enabled" BOOLEAN NOT NULL DEFAULT false,
  "deactivated_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "person_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "person_email_check" CHECK ("email" = lower("email") AND length("email") <= 320),
  CONSTRAINT "person_name_check" CHECK (length("name") BETWEEN 1 AND 200),
  CONSTRAINT "person_role_check" CHECK ("role" IN ('contributor', 'editor', 'reviewer', 'administrator'))
);
CREATE UNIQUE INDEX "person_email_key" ON "person" ("email");

-- Work names its people for ever: they are deactivated, never deleted.
CREATE FUNCTION "refuse_person_delete"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of a person is refused: people are deactivated.', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "person_stays" BEFORE DELETE OR TRUNCATE ON "person" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_person_delete"();

CREATE TABLE "person_session" (
  "id" TEXT NOT NULL,
  "token" TEXT NOT NULL,
  "user_id" TEXT NOT NULL,
  "ip_address" TEXT,
  "user_agent" TEXT,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "person_session_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "person_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE UNIQUE INDEX "person_session_token_key" ON "person_session" ("token");
CREATE INDEX "person_session_user_id_idx" ON "person_session" ("user_id");

CREATE TABLE "person_account" (
  "id" TEXT NOT NULL,
  "user_id" TEXT NOT NULL,
  "provider_id" TEXT NOT NULL,
  "account_id" TEXT NOT NULL,
  "password" TEXT,
  "access_token" TEXT,
  "refresh_token" TEXT,
  "id_token" TEXT,
  "access_token_expires_at" TIMESTAMPTZ(3),
  "refresh_token_expires_at" TIMESTAMPTZ(3),
  "scope" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "person_account_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "person_account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE UNIQUE INDEX "person_account_provider_id_account_id_key" ON "person_account" ("provider_id", "account_id");
CREATE INDEX "person_account_user_id_idx" ON "person_account" ("user_id");

CREATE TABLE "person_verification" (
  "id" TEXT NOT NULL,
  "identifier" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "person_verification_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "person_verification_identifier_idx" ON "person_verification" ("identifier");

CREATE TABLE "person_two_factor" (
  "id" TEXT NOT NULL,
  "user_id" TEXT NOT NULL,
  "secret" TEXT NOT NULL,
  "backup_codes" TEXT NOT NULL,
  "verified" BOOLEAN DEFAULT true,
  "failed_verification_count" INTEGER DEFAULT 0,
  "locked_until" TIMESTAMPTZ(3),
  CONSTRAINT "person_two_factor_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "person_two_factor_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE UNIQUE INDEX "person_two_factor_user_id_key" ON "person_two_factor" ("user_id");

-- One link that makes one person, or the first one. Only the hash of its token is kept.
CREATE TABLE "person_invitation" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "token_hash" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "email" TEXT,
  "role" TEXT NOT NULL,
  "invited_by" TEXT,
  "person_id" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "ended_at" TIMESTAMPTZ(3),
  CONSTRAINT "person_invitation_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "person_invitation_kind_check" CHECK ("kind" IN ('set_up', 'invitation')),
  CONSTRAINT "person_invitation_email_check" CHECK (("kind" = 'set_up') = ("email" IS NULL) AND "email" = lower("email")),
  CONSTRAINT "person_invitation_role_check" CHECK ("role" IN ('contributor', 'editor', 'reviewer', 'administrator')),
  CONSTRAINT "person_invitation_ended_check" CHECK ("person_id" IS NULL OR "ended_at" IS NOT NULL),
  CONSTRAINT "person_invitation_invited_by_fkey" FOREIGN KEY ("invited_by") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT "person_invitation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE UNIQUE INDEX "person_invitation_token_hash_key" ON "person_invitation" ("token_hash");

CREATE TABLE "rate_limit" (
  "id" TEXT NOT NULL DEFAULT gen_random_uuid()::text,
  "key" TEXT NOT NULL,
  "count" INTEGER NOT NULL,
  "last_request" BIGINT NOT NULL,
  CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "rate_limit_key_key" ON "rate_limit" ("key");
CREATE INDEX "rate_limit_last_request_idx" ON "rate_limit" ("last_request");

-- The one key that signs sessions and locks second factors, made at first need where AL_SECRET does not give one.
CREATE TABLE "installation_secret" (
  "id" INTEGER NOT NULL DEFAULT 1,
  "secret" TEXT NOT NULL,
  CONSTRAINT "installation_secret_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "installation_secret_one_check" CHECK ("id" = 1 AND length("secret") >= 32)
);
