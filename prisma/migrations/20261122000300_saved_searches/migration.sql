-- CreateEnum
CREATE TYPE "alert_frequency" AS ENUM ('at_once', 'daily', 'weekly', 'none');

-- CreateTable
CREATE TABLE "saved_search" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "query_hash" BYTEA NOT NULL,
    "frequency" "alert_frequency" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paused_at" TIMESTAMPTZ(3),
    "mail_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "baselined_at" TIMESTAMPTZ(3),
    "known_before" TIMESTAMPTZ(3),
    "next_digest_at" TIMESTAMPTZ(3),
    "last_alert_at" TIMESTAMPTZ(3),

    CONSTRAINT "saved_search_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_search_match" (
    "saved_search_id" UUID NOT NULL,
    "opportunity_id" UUID NOT NULL,
    "known" BOOLEAN NOT NULL DEFAULT false,
    "found_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "alert_id" UUID,

    CONSTRAINT "saved_search_match_pkey" PRIMARY KEY ("saved_search_id","opportunity_id")
);

-- CreateTable
CREATE TABLE "alert" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "saved_search_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unsubscribe_token" (
    "token_hash" BYTEA NOT NULL,
    "saved_search_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unsubscribe_token_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "alert_candidate" (
    "opportunity_id" UUID NOT NULL,
    "mark" BIGSERIAL NOT NULL,

    CONSTRAINT "alert_candidate_pkey" PRIMARY KEY ("opportunity_id")
);

-- CreateIndex
CREATE INDEX "saved_search_next_digest_at_idx" ON "saved_search"("next_digest_at");

-- CreateIndex
CREATE UNIQUE INDEX "saved_search_user_id_organisation_id_query_hash_key" ON "saved_search"("user_id", "organisation_id", "query_hash");

-- CreateIndex
CREATE INDEX "saved_search_match_opportunity_id_idx" ON "saved_search_match"("opportunity_id");

-- CreateIndex
CREATE INDEX "saved_search_match_alert_id_idx" ON "saved_search_match"("alert_id");

-- CreateIndex
CREATE INDEX "alert_saved_search_id_idx" ON "alert"("saved_search_id");

-- CreateIndex
CREATE INDEX "unsubscribe_token_saved_search_id_idx" ON "unsubscribe_token"("saved_search_id");

-- AddForeignKey
ALTER TABLE "saved_search" ADD CONSTRAINT "saved_search_user_id_organisation_id_fkey" FOREIGN KEY ("user_id", "organisation_id") REFERENCES "membership"("user_id", "organisation_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_search_match" ADD CONSTRAINT "saved_search_match_saved_search_id_fkey" FOREIGN KEY ("saved_search_id") REFERENCES "saved_search"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_search_match" ADD CONSTRAINT "saved_search_match_opportunity_id_fkey" FOREIGN KEY ("opportunity_id") REFERENCES "opportunity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_search_match" ADD CONSTRAINT "saved_search_match_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_saved_search_id_fkey" FOREIGN KEY ("saved_search_id") REFERENCES "saved_search"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unsubscribe_token" ADD CONSTRAINT "unsubscribe_token_saved_search_id_fkey" FOREIGN KEY ("saved_search_id") REFERENCES "saved_search"("id") ON DELETE CASCADE ON UPDATE CASCADE;
