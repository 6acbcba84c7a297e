-- CreateEnum
CREATE TYPE "purchase_product" AS ENUM ('featured', 'credit_pack');

-- CreateEnum
CREATE TYPE "purchase_status" AS ENUM ('created', 'open', 'processing', 'paid', 'failed', 'expired');

-- CreateEnum
CREATE TYPE "paid_with" AS ENUM ('stripe', 'credit');

-- CreateEnum
CREATE TYPE "featured_event_kind" AS ENUM ('entitled', 'running');

-- CreateEnum
CREATE TYPE "credit_entry_kind" AS ENUM ('bought', 'withdrawn', 'used');

-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "may_buy" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "purchase" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "organisation_id" UUID NOT NULL,
    "request_key" UUID NOT NULL,
    "product" "purchase_product" NOT NULL,
    "plan_code" TEXT NOT NULL,
    "opportunity_id" UUID,
    "days" INTEGER,
    "credits" INTEGER,
    "paid_with" "paid_with" NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "net_minor" BIGINT NOT NULL,
    "cgst_minor" BIGINT NOT NULL DEFAULT 0,
    "sgst_minor" BIGINT NOT NULL DEFAULT 0,
    "igst_minor" BIGINT NOT NULL DEFAULT 0,
    "total_minor" BIGINT NOT NULL,
    "terms" JSONB NOT NULL,
    "status" "purchase_status" NOT NULL DEFAULT 'created',
    "problem" TEXT NOT NULL DEFAULT '',
    "stripe_session_id" TEXT,
    "stripe_payment_id" TEXT,
    "payment_url" TEXT NOT NULL DEFAULT '',
    "paid_at" TIMESTAMPTZ(3),
    "refunded_minor" BIGINT NOT NULL DEFAULT 0,
    "dispute" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "purchase_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "featured_event" (
    "id" BIGSERIAL NOT NULL,
    "opportunity_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" "featured_event_kind" NOT NULL,
    "purchase_id" UUID,
    "seconds" INTEGER,
    "reason" TEXT NOT NULL,
    "is_running" BOOLEAN,

    CONSTRAINT "featured_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "featured_slot" (
    "opportunity_id" UUID NOT NULL,
    "is_running" BOOLEAN NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "remaining_ms" BIGINT NOT NULL,

    CONSTRAINT "featured_slot_pkey" PRIMARY KEY ("opportunity_id")
);

-- CreateTable
CREATE TABLE "credit_entry" (
    "id" BIGSERIAL NOT NULL,
    "organisation_id" UUID NOT NULL,
    "purchase_id" UUID NOT NULL,
    "kind" "credit_entry_kind" NOT NULL,
    "change" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "credit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "billing_profile" (
    "organisation_id" UUID NOT NULL,
    "legal_name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "country" CHAR(2) NOT NULL,
    "state_code" TEXT NOT NULL DEFAULT '',
    "gstin" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "billing_profile_pkey" PRIMARY KEY ("organisation_id")
);

-- CreateTable
CREATE TABLE "stripe_event" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stripe_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stripe_signature" (
    "hash" BYTEA NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stripe_signature_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "sandbox_object" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "object" JSONB NOT NULL,
    "place" BIGSERIAL NOT NULL,

    CONSTRAINT "sandbox_object_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "purchase_stripe_session_id_key" ON "purchase"("stripe_session_id");

-- CreateIndex
CREATE UNIQUE INDEX "purchase_stripe_payment_id_key" ON "purchase"("stripe_payment_id");

-- CreateIndex
CREATE INDEX "purchase_opportunity_id_idx" ON "purchase"("opportunity_id");

-- CreateIndex
CREATE INDEX "purchase_status_updated_at_idx" ON "purchase"("status", "updated_at");

-- CreateIndex
CREATE UNIQUE INDEX "purchase_organisation_id_request_key_key" ON "purchase"("organisation_id", "request_key");

-- CreateIndex
CREATE INDEX "featured_event_opportunity_id_id_idx" ON "featured_event"("opportunity_id", "id");

-- CreateIndex
CREATE INDEX "featured_event_purchase_id_idx" ON "featured_event"("purchase_id");

-- CreateIndex
CREATE INDEX "featured_slot_ends_at_idx" ON "featured_slot"("ends_at");

-- CreateIndex
CREATE INDEX "credit_entry_organisation_id_idx" ON "credit_entry"("organisation_id");

-- CreateIndex
CREATE INDEX "credit_entry_purchase_id_idx" ON "credit_entry"("purchase_id");

-- CreateIndex
CREATE INDEX "stripe_signature_received_at_idx" ON "stripe_signature"("received_at");

-- CreateIndex
CREATE UNIQUE INDEX "sandbox_object_place_key" ON "sandbox_object"("place");

-- CreateIndex
CREATE INDEX "sandbox_object_type_place_idx" ON "sandbox_object"("type", "place");

-- AddForeignKey
ALTER TABLE "purchase" ADD CONSTRAINT "purchase_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "purchase" ADD CONSTRAINT "purchase_opportunity_id_fkey" FOREIGN KEY ("opportunity_id") REFERENCES "opportunity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "purchase" ADD CONSTRAINT "purchase_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "featured_event" ADD CONSTRAINT "featured_event_opportunity_id_fkey" FOREIGN KEY ("opportunity_id") REFERENCES "opportunity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "featured_event" ADD CONSTRAINT "featured_event_purchase_id_fkey" FOREIGN KEY ("purchase_id") REFERENCES "purchase"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "featured_slot" ADD CONSTRAINT "featured_slot_opportunity_id_fkey" FOREIGN KEY ("opportunity_id") REFERENCES "opportunity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_entry" ADD CONSTRAINT "credit_entry_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_entry" ADD CONSTRAINT "credit_entry_purchase_id_fkey" FOREIGN KEY ("purchase_id") REFERENCES "purchase"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "billing_profile" ADD CONSTRAINT "billing_profile_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What an order is, whatever writes it.
ALTER TABLE "purchase" ADD CONSTRAINT "purchase_adds_up"
  CHECK (net_minor >= 0 AND total_minor = net_minor + cgst_minor + sgst_minor + igst_minor),
ADD CONSTRAINT "purchase_refund_within_total" CHECK (refunded_minor BETWEEN 0 AND total_minor),
ADD CONSTRAINT "purchase_product_is_whole" CHECK (
  (product = 'featured' AND opportunity_id IS NOT NULL AND days > 0 AND credits IS NULL)
  OR (product = 'credit_pack' AND opportunity_id IS NULL AND days IS NULL AND credits > 0 AND paid_with = 'stripe')),
ADD CONSTRAINT "purchase_by_credit_is_free" CHECK (paid_with = 'stripe' OR (total_minor = 0 AND status = 'paid'));

ALTER TABLE "featured_event" ADD CONSTRAINT "featured_event_is_whole" CHECK (
  (kind = 'entitled' AND purchase_id IS NOT NULL AND seconds >= 0 AND is_running IS NULL)
  OR (kind = 'running' AND is_running IS NOT NULL AND purchase_id IS NULL AND seconds IS NULL));

ALTER TABLE "featured_slot" ADD CONSTRAINT "featured_slot_is_whole"
  CHECK (remaining_ms >= 0 AND is_running = (ends_at IS NOT NULL));

-- A listing takes one credit, for good; a pack gives its credits once.
CREATE UNIQUE INDEX "credit_entry_once" ON "credit_entry"("purchase_id", "kind") WHERE kind IN ('bought', 'used');

CREATE TRIGGER featured_event_is_written_once BEFORE UPDATE OR DELETE ON "featured_event"
  FOR EACH ROW EXECUTE FUNCTION written_once('');
CREATE TRIGGER credit_entry_is_written_once BEFORE UPDATE OR DELETE ON "credit_entry"
  FOR EACH ROW EXECUTE FUNCTION written_once('');
