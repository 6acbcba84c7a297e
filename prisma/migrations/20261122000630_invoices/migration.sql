-- CreateEnum
CREATE TYPE "invoice_kind" AS ENUM ('invoice', 'credit_note');

-- CreateTable
CREATE TABLE "invoice" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" "invoice_kind" NOT NULL,
    "financial_year" TEXT NOT NULL,
    "serial" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "issued_on" DATE NOT NULL,
    "organisation_id" UUID NOT NULL,
    "purchase_id" UUID NOT NULL,
    "invoice_id" UUID,
    "stripe_refund_id" TEXT,
    "currency" CHAR(3) NOT NULL,
    "net_minor" BIGINT NOT NULL,
    "cgst_minor" BIGINT NOT NULL,
    "sgst_minor" BIGINT NOT NULL,
    "igst_minor" BIGINT NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "document" JSONB NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice_counter" (
    "kind" "invoice_kind" NOT NULL,
    "financial_year" TEXT NOT NULL,
    "last_serial" INTEGER NOT NULL,

    CONSTRAINT "invoice_counter_pkey" PRIMARY KEY ("kind","financial_year")
);

-- CreateIndex
CREATE UNIQUE INDEX "invoice_number_key" ON "invoice"("number");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_stripe_refund_id_key" ON "invoice"("stripe_refund_id");

-- CreateIndex
CREATE INDEX "invoice_purchase_id_idx" ON "invoice"("purchase_id");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_kind_financial_year_serial_key" ON "invoice"("kind", "financial_year", "serial");

-- CreateIndex
CREATE INDEX "invoice_organisation_id_issued_on_idx" ON "invoice"("organisation_id", "issued_on");

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_purchase_id_fkey" FOREIGN KEY ("purchase_id") REFERENCES "purchase"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One invoice an order, whatever writes it.
CREATE UNIQUE INDEX "invoice_once" ON "invoice"("purchase_id") WHERE kind = 'invoice';

ALTER TABLE "invoice" ADD CONSTRAINT "invoice_adds_up" CHECK (
  net_minor >= 0 AND cgst_minor >= 0 AND sgst_minor >= 0 AND igst_minor >= 0 AND total_minor > 0
  AND total_minor = net_minor + cgst_minor + sgst_minor + igst_minor),
ADD CONSTRAINT "invoice_is_whole" CHECK (
  (kind = 'invoice') = (invoice_id IS NULL) AND (kind = 'invoice') = (stripe_refund_id IS NULL)),
-- Rule 46 of the CGST Rules: at most sixteen characters.
ADD CONSTRAINT "invoice_number_is_short" CHECK (serial > 0 AND number ~ '^[A-Z0-9/-]{1,16}$');

CREATE TRIGGER invoice_is_written_once BEFORE UPDATE OR DELETE ON "invoice"
  FOR EACH ROW EXECUTE FUNCTION written_once('');
