-- References are `SY-<YYYY>-<six digits>`: unique over all years and never reused, because a sequence never goes back.
create sequence opportunity_reference_number;
create function next_opportunity_reference() returns text language sql volatile as $$
  select 'SY-' || to_char(now() at time zone 'UTC', 'YYYY') || '-' || lpad(n::text, greatest(6, length(n::text)), '0')
  from (select nextval('opportunity_reference_number') as n) as next
$$;

-- CreateEnum
CREATE TYPE "email_token_purpose" AS ENUM ('confirm_email', 'change_email', 'reset_password');

-- CreateEnum
CREATE TYPE "organisation_kind" AS ENUM ('large_industry', 'public_sector', 'research_body', 'university', 'government_agency', 'msme', 'start_up', 'foreign_industry', 'foreign_research_body', 'foreign_university', 'foreign_agency');

-- CreateEnum
CREATE TYPE "verification_status" AS ENUM ('unverified', 'submitted', 'verified', 'rejected', 'suspended');

-- CreateEnum
CREATE TYPE "member_role" AS ENUM ('owner', 'editor', 'viewer');

-- CreateEnum
CREATE TYPE "opportunity_kind" AS ENUM ('technology_transfer', 'joint_venture', 'collaboration_call', 'technology_request');

-- CreateEnum
CREATE TYPE "opportunity_status" AS ENUM ('draft', 'in_review', 'changes_requested', 'rejected', 'published', 'on_hold', 'closed', 'expired', 'archived');

-- CreateEnum
CREATE TYPE "development_stage" AS ENUM ('concept', 'under_development', 'lab_tested', 'available_for_demonstration', 'on_the_market');

-- CreateEnum
CREATE TYPE "ipr_status" AS ENUM ('none', 'secret_know_how', 'applied', 'granted');

-- CreateEnum
CREATE TYPE "licence" AS ENUM ('exclusive', 'sole', 'non_exclusive', 'partially_exclusive', 'evaluation');

-- CreateEnum
CREATE TYPE "export_regime" AS ENUM ('none', 'scomet', 'us_ear', 'us_itar', 'eu_dual_use');

-- CreateEnum
CREATE TYPE "release_class" AS ENUM ('anyone', 'india_only', 'listed_countries', 'government_programmes_only');

-- CreateEnum
CREATE TYPE "requirement_level" AS ENUM ('required', 'preferred');

-- CreateEnum
CREATE TYPE "enterprise_class" AS ENUM ('micro', 'small', 'medium', 'large');

-- CreateEnum
CREATE TYPE "disclosure_level" AS ENUM ('public', 'registered', 'on_nda');

-- CreateEnum
CREATE TYPE "interest_status" AS ENUM ('draft', 'submitted', 'acknowledged', 'shortlisted', 'nda', 'in_discussion', 'agreement', 'concluded', 'declined', 'withdrawn');

-- CreateEnum
CREATE TYPE "import_status" AS ENUM ('uploaded', 'queued', 'running', 'finished', 'failed');

-- CreateEnum
CREATE TYPE "import_outcome" AS ENUM ('created', 'updated', 'unchanged', 'rejected');

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "email_verified_at" TIMESTAMPTZ(3),
    "is_moderator" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "token_hash" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,
    "organisation_id" UUID,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "email_token" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "token_hash" BYTEA NOT NULL,
    "purpose" "email_token_purpose" NOT NULL,
    "user_id" UUID NOT NULL,
    "new_email" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "email_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "organisation_kind" NOT NULL,
    "country" CHAR(2) NOT NULL,
    "city" TEXT NOT NULL DEFAULT '',
    "website" TEXT NOT NULL DEFAULT '',
    "about" TEXT NOT NULL DEFAULT '',
    "sectors" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "founded_year" INTEGER,
    "verification" "verification_status" NOT NULL DEFAULT 'unverified',
    "verified_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "user_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "role" "member_role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("user_id","organisation_id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "organisation_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "member_role" NOT NULL,
    "token_hash" BYTEA,
    "invited_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opportunity" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "reference" TEXT NOT NULL DEFAULT next_opportunity_reference(),
    "organisation_id" UUID NOT NULL,
    "kind" "opportunity_kind" NOT NULL,
    "status" "opportunity_status" NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 1,
    "title" TEXT NOT NULL DEFAULT '',
    "summary" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',
    "advantages" TEXT NOT NULL DEFAULT '',
    "applications" TEXT NOT NULL DEFAULT '',
    "keywords" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "sector" TEXT,
    "sub_sector" TEXT,
    "trl_current" SMALLINT,
    "trl_target" SMALLINT,
    "trl_evidence" TEXT NOT NULL DEFAULT '',
    "development_stage" "development_stage",
    "ipr_status" "ipr_status",
    "patents" JSONB NOT NULL DEFAULT '[]',
    "licence" "licence",
    "licence_term_months" INTEGER,
    "licence_territory" TEXT NOT NULL DEFAULT '',
    "licence_field_of_use" TEXT NOT NULL DEFAULT '',
    "sublicensing" BOOLEAN,
    "currency" CHAR(3) NOT NULL DEFAULT 'INR',
    "tot_fee_minor" BIGINT,
    "royalty_domestic_bps" INTEGER,
    "royalty_export_bps" INTEGER,
    "minimum_annual_fee_minor" BIGINT,
    "security_deposit_minor" BIGINT,
    "milestones" JSONB NOT NULL DEFAULT '[]',
    "terms_on_request" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "equity_min_bps" INTEGER,
    "equity_max_bps" INTEGER,
    "investment_min_minor" BIGINT,
    "investment_max_minor" BIGINT,
    "poster_brings" TEXT NOT NULL DEFAULT '',
    "partner_brings" TEXT NOT NULL DEFAULT '',
    "place_of_manufacture" TEXT NOT NULL DEFAULT '',
    "new_industrial_licence" BOOLEAN,
    "programme" TEXT NOT NULL DEFAULT '',
    "call_identifier" TEXT NOT NULL DEFAULT '',
    "call_url" TEXT NOT NULL DEFAULT '',
    "coordinator_sought" BOOLEAN,
    "countries_invited" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "roles_sought" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "budget_minor" BIGINT,
    "duration_months" INTEGER,
    "interest_deadline" TIMESTAMPTZ(3),
    "call_deadline" TIMESTAMPTZ(3),
    "partner_kinds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "partner_countries" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "minimum_years" INTEGER,
    "minimum_turnover_minor" BIGINT,
    "minimum_class" "enterprise_class",
    "industrial_licence_required" BOOLEAN NOT NULL DEFAULT false,
    "past_supply" TEXT NOT NULL DEFAULT '',
    "export_regime" "export_regime" NOT NULL DEFAULT 'none',
    "export_classification" TEXT NOT NULL DEFAULT '',
    "release" "release_class" NOT NULL DEFAULT 'anyone',
    "release_countries" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "contact_role" TEXT NOT NULL DEFAULT '',
    "external_reference" TEXT,
    "imported_content_hash" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "expiry_warned_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "opportunity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opportunity_certification" (
    "opportunity_id" UUID NOT NULL,
    "certification" TEXT NOT NULL,
    "level" "requirement_level" NOT NULL,

    CONSTRAINT "opportunity_certification_pkey" PRIMARY KEY ("opportunity_id","certification")
);

-- CreateTable
CREATE TABLE "opportunity_event" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "opportunity_id" UUID NOT NULL,
    "actor_id" UUID,
    "type" TEXT NOT NULL,
    "from_status" "opportunity_status",
    "to_status" "opportunity_status" NOT NULL,
    "changes" JSONB NOT NULL DEFAULT '{}',
    "reason" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "opportunity_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opportunity_view" (
    "opportunity_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "opportunity_view_pkey" PRIMARY KEY ("opportunity_id","day")
);

-- CreateTable
CREATE TABLE "document" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "opportunity_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "storage_key" TEXT NOT NULL,
    "disclosure" "disclosure_level" NOT NULL DEFAULT 'public',
    "uploaded_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_access" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "document_id" UUID NOT NULL,
    "user_id" UUID,
    "organisation_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_access_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "interest" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "opportunity_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "status" "interest_status" NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 1,
    "message" TEXT NOT NULL DEFAULT '',
    "capability_statement" TEXT NOT NULL DEFAULT '',
    "contact_role" TEXT NOT NULL DEFAULT '',
    "decline_reason" TEXT NOT NULL DEFAULT '',
    "submitted_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submitted_at" TIMESTAMPTZ(3),
    "first_answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "interest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "interest_event" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "interest_id" UUID NOT NULL,
    "actor_id" UUID,
    "from_status" "interest_status",
    "to_status" "interest_status" NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "interest_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_run" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "organisation_id" UUID NOT NULL,
    "created_by_id" UUID,
    "status" "import_status" NOT NULL DEFAULT 'uploaded',
    "file_name" TEXT NOT NULL,
    "storage_key" TEXT,
    "mapping" JSONB NOT NULL DEFAULT '{}',
    "kind" "opportunity_kind",
    "publish" BOOLEAN NOT NULL DEFAULT false,
    "dry_run" BOOLEAN NOT NULL DEFAULT false,
    "total_rows" INTEGER,
    "processed_rows" INTEGER NOT NULL DEFAULT 0,
    "created_rows" INTEGER NOT NULL DEFAULT 0,
    "updated_rows" INTEGER NOT NULL DEFAULT 0,
    "unchanged_rows" INTEGER NOT NULL DEFAULT 0,
    "rejected_rows" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "run_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "outcome" "import_outcome" NOT NULL,
    "external_reference" TEXT NOT NULL DEFAULT '',
    "reference" TEXT NOT NULL DEFAULT '',
    "title" TEXT NOT NULL DEFAULT '',
    "problems" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("run_id","line")
);

-- CreateTable
CREATE TABLE "import_mapping" (
    "organisation_id" UUID NOT NULL,
    "header_hash" BYTEA NOT NULL,
    "mapping" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_mapping_pkey" PRIMARY KEY ("organisation_id","header_hash")
);

-- CreateTable
CREATE TABLE "sent_mail" (
    "key" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sent_mail_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "email_token_token_hash_key" ON "email_token"("token_hash");

-- CreateIndex
CREATE INDEX "email_token_user_id_purpose_idx" ON "email_token"("user_id", "purpose");

-- CreateIndex
CREATE UNIQUE INDEX "organisation_slug_key" ON "organisation"("slug");

-- CreateIndex
CREATE INDEX "membership_organisation_id_idx" ON "membership"("organisation_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_organisation_id_idx" ON "invitation"("organisation_id");

-- CreateIndex
CREATE UNIQUE INDEX "opportunity_reference_key" ON "opportunity"("reference");

-- CreateIndex
CREATE INDEX "opportunity_organisation_id_status_updated_at_idx" ON "opportunity"("organisation_id", "status", "updated_at" DESC);

-- CreateIndex
CREATE INDEX "opportunity_status_expires_at_idx" ON "opportunity"("status", "expires_at");

-- CreateIndex
CREATE INDEX "opportunity_status_published_at_idx" ON "opportunity"("status", "published_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "opportunity_organisation_id_external_reference_key" ON "opportunity"("organisation_id", "external_reference");

-- CreateIndex
CREATE INDEX "opportunity_event_opportunity_id_created_at_idx" ON "opportunity_event"("opportunity_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "document_storage_key_key" ON "document"("storage_key");

-- CreateIndex
CREATE INDEX "document_opportunity_id_idx" ON "document"("opportunity_id");

-- CreateIndex
CREATE INDEX "document_access_document_id_created_at_idx" ON "document_access"("document_id", "created_at");

-- CreateIndex
CREATE INDEX "interest_opportunity_id_status_idx" ON "interest"("opportunity_id", "status");

-- CreateIndex
CREATE INDEX "interest_organisation_id_updated_at_idx" ON "interest"("organisation_id", "updated_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "interest_opportunity_id_organisation_id_key" ON "interest"("opportunity_id", "organisation_id");

-- CreateIndex
CREATE INDEX "interest_event_interest_id_created_at_idx" ON "interest_event"("interest_id", "created_at");

-- CreateIndex
CREATE INDEX "import_run_organisation_id_created_at_idx" ON "import_run"("organisation_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "import_row_run_id_outcome_line_idx" ON "import_row"("run_id", "outcome", "line");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_token" ADD CONSTRAINT "email_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opportunity" ADD CONSTRAINT "opportunity_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opportunity_certification" ADD CONSTRAINT "opportunity_certification_opportunity_id_fkey" FOREIGN KEY ("opportunity_id") REFERENCES "opportunity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opportunity_event" ADD CONSTRAINT "opportunity_event_opportunity_id_fkey" FOREIGN KEY ("opportunity_id") REFERENCES "opportunity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opportunity_event" ADD CONSTRAINT "opportunity_event_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opportunity_view" ADD CONSTRAINT "opportunity_view_opportunity_id_fkey" FOREIGN KEY ("opportunity_id") REFERENCES "opportunity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_opportunity_id_fkey" FOREIGN KEY ("opportunity_id") REFERENCES "opportunity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_uploaded_by_id_fkey" FOREIGN KEY ("uploaded_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_access" ADD CONSTRAINT "document_access_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_access" ADD CONSTRAINT "document_access_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interest" ADD CONSTRAINT "interest_opportunity_id_fkey" FOREIGN KEY ("opportunity_id") REFERENCES "opportunity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interest" ADD CONSTRAINT "interest_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interest" ADD CONSTRAINT "interest_submitted_by_id_fkey" FOREIGN KEY ("submitted_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interest_event" ADD CONSTRAINT "interest_event_interest_id_fkey" FOREIGN KEY ("interest_id") REFERENCES "interest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interest_event" ADD CONSTRAINT "interest_event_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "import_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_mapping" ADD CONSTRAINT "import_mapping_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the rules of the house promise, the database keeps as well.
alter table "opportunity"
  add check ("trl_current" between 1 and 9),
  add check ("trl_target" between 1 and 9),
  add check ("equity_min_bps" between 0 and 10000 and "equity_max_bps" between 0 and 10000),
  add check ("status" <> 'published' or ("published_at" is not null and "expires_at" is not null)),
  add check (length("title") <= 120 and length("summary") <= 500 and length("description") <= 10000);
alter table "user" add check ("email" = lower("email"));

-- Counters of sign-in and mail throttling: shared by all processes, kept over restarts (rate-limiter-flexible's own columns).
create table "throttle" (
  "key" varchar(255) primary key,
  "points" integer not null default 0,
  "expire" bigint
);
