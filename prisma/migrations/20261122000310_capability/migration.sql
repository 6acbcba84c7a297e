-- CreateEnum
CREATE TYPE "certificate_status" AS ENUM ('declared', 'evidence_attached', 'verified', 'rejected');

-- AlterTable
ALTER TABLE "organisation" ADD COLUMN     "currency" CHAR(3) NOT NULL DEFAULT 'INR',
ADD COLUMN     "enterprise_class" "enterprise_class",
ADD COLUMN     "industrial_licence" BOOLEAN,
ADD COLUMN     "investment_minor" BIGINT,
ADD COLUMN     "time_zone" TEXT NOT NULL DEFAULT 'Asia/Kolkata',
ADD COLUMN     "yearly_turnover_minor" BIGINT;

-- CreateTable
CREATE TABLE "certificate" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "organisation_id" UUID NOT NULL,
    "standard" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "scope" TEXT NOT NULL DEFAULT '',
    "status" "certificate_status" NOT NULL DEFAULT 'declared',
    "issued_on" DATE NOT NULL,
    "expires_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "certificate_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "certificate_organisation_id_standard_number_key" ON "certificate"("organisation_id", "standard", "number");

-- AddForeignKey
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What no form lets through and no later writer may bring in either.
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_ends_after_it_begins" CHECK ("expires_on" >= "issued_on");
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_amounts_not_negative"
  CHECK ("yearly_turnover_minor" >= 0 AND "investment_minor" >= 0);
