-- AlterEnum
ALTER TYPE "credit_entry_kind" ADD VALUE 'restored';

-- AlterTable: which pack a credit came from, so that a refund of one pack never takes from another.
ALTER TABLE "credit_entry" ADD COLUMN     "pack_id" UUID NOT NULL;

-- CreateIndex
CREATE INDEX "credit_entry_pack_id_idx" ON "credit_entry"("pack_id");

-- AddForeignKey
ALTER TABLE "credit_entry" ADD CONSTRAINT "credit_entry_pack_id_fkey" FOREIGN KEY ("pack_id") REFERENCES "purchase"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was sold stays what it was, and an order is never removed.
CREATE FUNCTION what_was_sold_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (
    NEW.organisation_id, NEW.request_key, NEW.product, NEW.plan_code, NEW.opportunity_id, NEW.days, NEW.credits,
    NEW.paid_with, NEW.currency, NEW.net_minor, NEW.cgst_minor, NEW.sgst_minor, NEW.igst_minor, NEW.total_minor, NEW.terms
  ) IS NOT DISTINCT FROM (
    OLD.organisation_id, OLD.request_key, OLD.product, OLD.plan_code, OLD.opportunity_id, OLD.days, OLD.credits,
    OLD.paid_with, OLD.currency, OLD.net_minor, OLD.cgst_minor, OLD.sgst_minor, OLD.igst_minor, OLD.total_minor, OLD.terms
  ) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'what was sold stays what it was' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER what_was_sold_stays BEFORE UPDATE OR DELETE ON "purchase"
  FOR EACH ROW EXECUTE FUNCTION what_was_sold_stays();
