-- CreateEnum
CREATE TYPE "certificate_event_type" AS ENUM ('declared', 'changed', 'evidence_attached', 'evidence_removed', 'verified', 'rejected', 'removed');

-- AlterTable
ALTER TABLE "certificate" ADD COLUMN     "decided_at" TIMESTAMPTZ(3),
ADD COLUMN     "decision_reason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "handed_in_at" TIMESTAMPTZ(3),
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "certificate_event" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "certificate_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "actor_id" UUID,
    "type" "certificate_event_type" NOT NULL,
    "to_status" "certificate_status" NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "claim" JSONB NOT NULL,
    "evidence_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "certificate_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "certificate_evidence" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "certificate_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "storage_key" TEXT,
    "uploaded_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "certificate_evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "certificate_evidence_access" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "evidence_id" UUID NOT NULL,
    "user_id" UUID,
    "organisation_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "certificate_evidence_access_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "certificate_reminder" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "organisation_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "certificate_reminder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "certificate_reminder_item" (
    "certificate_id" UUID NOT NULL,
    "ends_on" DATE NOT NULL,
    "step" SMALLINT NOT NULL,
    "reminder_id" UUID NOT NULL,

    CONSTRAINT "certificate_reminder_item_pkey" PRIMARY KEY ("certificate_id","ends_on","step")
);

-- CreateIndex
CREATE INDEX "certificate_event_certificate_id_created_at_idx" ON "certificate_event"("certificate_id", "created_at");

-- CreateIndex
CREATE INDEX "certificate_event_organisation_id_idx" ON "certificate_event"("organisation_id");

-- CreateIndex
CREATE INDEX "certificate_event_actor_id_created_at_idx" ON "certificate_event"("actor_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "certificate_evidence_storage_key_key" ON "certificate_evidence"("storage_key");

-- CreateIndex
CREATE INDEX "certificate_evidence_certificate_id_created_at_idx" ON "certificate_evidence"("certificate_id", "created_at");

-- CreateIndex
CREATE INDEX "certificate_evidence_organisation_id_idx" ON "certificate_evidence"("organisation_id");

-- CreateIndex
CREATE INDEX "certificate_evidence_access_evidence_id_created_at_idx" ON "certificate_evidence_access"("evidence_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "certificate_reminder_organisation_id_day_key" ON "certificate_reminder"("organisation_id", "day");

-- CreateIndex
CREATE INDEX "certificate_reminder_item_reminder_id_idx" ON "certificate_reminder_item"("reminder_id");

-- CreateIndex
CREATE INDEX "certificate_status_handed_in_at_idx" ON "certificate"("status", "handed_in_at");

-- CreateIndex
CREATE INDEX "certificate_standard_number_idx" ON "certificate"("standard", "number");

-- CreateIndex
CREATE INDEX "certificate_expires_on_idx" ON "certificate"("expires_on");

-- AddForeignKey
ALTER TABLE "certificate_event" ADD CONSTRAINT "certificate_event_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate_event" ADD CONSTRAINT "certificate_event_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate_evidence" ADD CONSTRAINT "certificate_evidence_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate_evidence" ADD CONSTRAINT "certificate_evidence_uploaded_by_id_fkey" FOREIGN KEY ("uploaded_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate_evidence_access" ADD CONSTRAINT "certificate_evidence_access_evidence_id_fkey" FOREIGN KEY ("evidence_id") REFERENCES "certificate_evidence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate_evidence_access" ADD CONSTRAINT "certificate_evidence_access_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate_reminder" ADD CONSTRAINT "certificate_reminder_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate_reminder_item" ADD CONSTRAINT "certificate_reminder_item_certificate_id_fkey" FOREIGN KEY ("certificate_id") REFERENCES "certificate"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate_reminder_item" ADD CONSTRAINT "certificate_reminder_item_reminder_id_fkey" FOREIGN KEY ("reminder_id") REFERENCES "certificate_reminder"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was in the register before had no history.
UPDATE "certificate" SET "handed_in_at" = "updated_at" WHERE "status" = 'evidence_attached';
UPDATE "certificate" SET "decided_at" = "updated_at" WHERE "status" IN ('verified', 'rejected');
INSERT INTO "certificate_event" ("certificate_id", "organisation_id", "type", "to_status", "claim", "created_at")
SELECT "id", "organisation_id", 'declared', "status",
  jsonb_build_object('standard', "standard", 'number', "number", 'body', "body", 'scope', "scope",
    'issuedOn', "issued_on", 'expiresOn', "expires_on"),
  "created_at"
FROM "certificate";

-- The steps of a reminder: days before the end, and 0 once it has ended.
ALTER TABLE "certificate_reminder_item" ADD CONSTRAINT "certificate_reminder_item_step" CHECK ("step" IN (90, 30, 7, 0));

-- The history and the log of readers are written once. A person's name goes with the person, and everything with the
-- organisation; nothing else is taken out.
CREATE FUNCTION certificate_event_is_irrevocable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.actor_id IS NULL AND to_jsonb(NEW) - 'actor_id' = to_jsonb(OLD) - 'actor_id'
    AND NOT EXISTS (SELECT FROM "user" WHERE id = OLD.actor_id)
  THEN RETURN NEW; END IF;
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM organisation WHERE id = OLD.organisation_id)
  THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'the history of a certificate is irrevocable' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER certificate_event_is_irrevocable BEFORE UPDATE OR DELETE ON "certificate_event"
  FOR EACH ROW EXECUTE FUNCTION certificate_event_is_irrevocable();

CREATE FUNCTION certificate_evidence_access_is_irrevocable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.user_id IS NULL AND to_jsonb(NEW) - 'user_id' = to_jsonb(OLD) - 'user_id'
    AND NOT EXISTS (SELECT FROM "user" WHERE id = OLD.user_id)
  THEN RETURN NEW; END IF;
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM certificate_evidence WHERE id = OLD.evidence_id)
  THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'the log of who opened evidence is irrevocable' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER certificate_evidence_access_is_irrevocable BEFORE UPDATE OR DELETE ON "certificate_evidence_access"
  FOR EACH ROW EXECUTE FUNCTION certificate_evidence_access_is_irrevocable();
