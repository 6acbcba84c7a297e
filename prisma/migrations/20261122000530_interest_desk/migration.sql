-- AlterTable
ALTER TABLE "interest" ADD COLUMN     "decline_code" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "eligibility_at_sending" JSONB;

-- DropIndex
DROP INDEX "interest_opportunity_id_status_idx";

-- CreateIndex: the desk reads one state, or all of them, of many opportunities by the day of sending.
CREATE INDEX "interest_opportunity_id_status_submitted_at_idx" ON "interest"("opportunity_id", "status", "submitted_at");

-- CreateIndex: the clock is computed without touching the rows.
CREATE INDEX "interest_clock_idx" ON "interest"("opportunity_id", "submitted_at", "first_answered_at", "status");

-- CreateIndex: what waits for a first answer, the longest first.
CREATE INDEX "interest_status_submitted_at_idx" ON "interest"("status", "submitted_at");

-- CreateTable
CREATE TABLE "answer_digest" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "organisation_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "answer_digest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answer_reminder" (
    "interest_id" UUID NOT NULL,
    "after_days" SMALLINT NOT NULL,
    "digest_id" UUID NOT NULL,

    CONSTRAINT "answer_reminder_pkey" PRIMARY KEY ("interest_id", "after_days")
);

-- CreateIndex
CREATE UNIQUE INDEX "answer_digest_organisation_id_day_key" ON "answer_digest"("organisation_id", "day");

-- CreateIndex
CREATE INDEX "answer_reminder_digest_id_idx" ON "answer_reminder"("digest_id");

-- AddForeignKey
ALTER TABLE "answer_digest" ADD CONSTRAINT "answer_digest_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_reminder" ADD CONSTRAINT "answer_reminder_interest_id_fkey" FOREIGN KEY ("interest_id") REFERENCES "interest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_reminder" ADD CONSTRAINT "answer_reminder_digest_id_fkey" FOREIGN KEY ("digest_id") REFERENCES "answer_digest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The history of an EoI is written once. When an account is deleted, its name goes out of the history and nothing
-- else does; a history as a whole goes only with its EoI, and an EoI can be removed only before it was sent.
CREATE FUNCTION interest_event_is_irrevocable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.actor_id IS NULL AND OLD.actor_id IS NOT NULL
    AND to_jsonb(NEW) - 'actor_id' = to_jsonb(OLD) - 'actor_id'
    AND NOT EXISTS (SELECT FROM "user" WHERE id = OLD.actor_id)
  THEN RETURN NEW; END IF;
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM interest WHERE id = OLD.interest_id)
  THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'the history of an expression of interest is irrevocable' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER interest_event_is_irrevocable BEFORE UPDATE OR DELETE ON "interest_event"
  FOR EACH ROW EXECUTE FUNCTION interest_event_is_irrevocable();

CREATE FUNCTION sent_interest_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'draft' THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'an expression of interest that was sent cannot be removed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER sent_interest_stays BEFORE DELETE ON "interest"
  FOR EACH ROW EXECUTE FUNCTION sent_interest_stays();

CREATE FUNCTION interest_history_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history of expressions of interest is irrevocable' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER interest_history_stays BEFORE TRUNCATE ON "interest_event"
  FOR EACH STATEMENT EXECUTE FUNCTION interest_history_stays();
