-- CreateEnum
CREATE TYPE "document_access_kind" AS ENUM ('view', 'download');

-- CreateEnum
CREATE TYPE "nda_status" AS ENUM ('invited', 'accepted', 'countersigned', 'refused', 'revoked', 'replaced');

-- DropForeignKey
ALTER TABLE "document_access" DROP CONSTRAINT "document_access_document_id_fkey";

-- AlterTable: what was written down so far were downloads of documents that still exist.
ALTER TABLE "document_access" ADD COLUMN     "address" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "agreement_id" UUID,
ADD COLUMN     "document_name" TEXT,
ADD COLUMN     "kind" "document_access_kind",
ADD COLUMN     "opportunity_id" UUID;
UPDATE "document_access" a SET "kind" = 'download', "document_name" = d."name", "opportunity_id" = d."opportunity_id"
  FROM "document" d WHERE d."id" = a."document_id";
ALTER TABLE "document_access" ALTER COLUMN "kind" SET NOT NULL, ALTER COLUMN "document_name" SET NOT NULL,
ALTER COLUMN "opportunity_id" SET NOT NULL;

-- CreateTable
CREATE TABLE "nda_text" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "organisation_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "published_by_id" UUID,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "nda_text_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "nda_agreement" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "prime_id" UUID NOT NULL,
    "applicant_id" UUID NOT NULL,
    "text_id" UUID NOT NULL,
    "status" "nda_status" NOT NULL DEFAULT 'invited',
    "invited_by_id" UUID,
    "invited_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "accepted_by_id" UUID,
    "accepted_name" TEXT NOT NULL DEFAULT '',
    "accepted_role" TEXT NOT NULL DEFAULT '',
    "accepted_at" TIMESTAMPTZ(3),
    "accepted_address" TEXT NOT NULL DEFAULT '',
    "accepted_user_agent" TEXT NOT NULL DEFAULT '',
    "countersigned_by_id" UUID,
    "countersigned_name" TEXT NOT NULL DEFAULT '',
    "countersigned_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "nda_agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "nda_event" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "agreement_id" UUID NOT NULL,
    "to_status" "nda_status" NOT NULL,
    "text_id" UUID NOT NULL,
    "actor_id" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "nda_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_grant" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "opportunity_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "granted_by_id" UUID,
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_by_id" UUID,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "document_grant_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "nda_text_organisation_id_version_key" ON "nda_text"("organisation_id", "version");

-- CreateIndex
CREATE INDEX "nda_agreement_prime_id_invited_at_idx" ON "nda_agreement"("prime_id", "invited_at" DESC);

-- CreateIndex
CREATE INDEX "nda_agreement_applicant_id_prime_id_idx" ON "nda_agreement"("applicant_id", "prime_id");

-- CreateIndex
CREATE INDEX "nda_event_agreement_id_created_at_idx" ON "nda_event"("agreement_id", "created_at");

-- CreateIndex
CREATE INDEX "document_grant_opportunity_id_organisation_id_idx" ON "document_grant"("opportunity_id", "organisation_id");

-- CreateIndex
CREATE INDEX "document_grant_organisation_id_idx" ON "document_grant"("organisation_id");

-- CreateIndex
CREATE INDEX "document_access_opportunity_id_created_at_idx" ON "document_access"("opportunity_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "document_access_organisation_id_created_at_idx" ON "document_access"("organisation_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "document_access_created_at_idx" ON "document_access"("created_at" DESC);

-- AddForeignKey
ALTER TABLE "document_access" ADD CONSTRAINT "document_access_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_access" ADD CONSTRAINT "document_access_agreement_id_fkey" FOREIGN KEY ("agreement_id") REFERENCES "nda_agreement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nda_text" ADD CONSTRAINT "nda_text_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nda_text" ADD CONSTRAINT "nda_text_published_by_id_fkey" FOREIGN KEY ("published_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nda_agreement" ADD CONSTRAINT "nda_agreement_prime_id_fkey" FOREIGN KEY ("prime_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nda_agreement" ADD CONSTRAINT "nda_agreement_applicant_id_fkey" FOREIGN KEY ("applicant_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nda_agreement" ADD CONSTRAINT "nda_agreement_text_id_fkey" FOREIGN KEY ("text_id") REFERENCES "nda_text"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nda_agreement" ADD CONSTRAINT "nda_agreement_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nda_agreement" ADD CONSTRAINT "nda_agreement_accepted_by_id_fkey" FOREIGN KEY ("accepted_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nda_agreement" ADD CONSTRAINT "nda_agreement_countersigned_by_id_fkey" FOREIGN KEY ("countersigned_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nda_event" ADD CONSTRAINT "nda_event_agreement_id_fkey" FOREIGN KEY ("agreement_id") REFERENCES "nda_agreement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nda_event" ADD CONSTRAINT "nda_event_text_id_fkey" FOREIGN KEY ("text_id") REFERENCES "nda_text"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nda_event" ADD CONSTRAINT "nda_event_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_grant" ADD CONSTRAINT "document_grant_opportunity_id_fkey" FOREIGN KEY ("opportunity_id") REFERENCES "opportunity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_grant" ADD CONSTRAINT "document_grant_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_grant" ADD CONSTRAINT "document_grant_granted_by_id_fkey" FOREIGN KEY ("granted_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_grant" ADD CONSTRAINT "document_grant_revoked_by_id_fkey" FOREIGN KEY ("revoked_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- One agreement between two organisations is being signed at a time, and one is in force; one grant is open.
CREATE UNIQUE INDEX "nda_agreement_one_being_signed" ON "nda_agreement"("prime_id", "applicant_id")
  WHERE "status" IN ('invited', 'accepted');
CREATE UNIQUE INDEX "nda_agreement_one_in_force" ON "nda_agreement"("prime_id", "applicant_id")
  WHERE "status" = 'countersigned';
CREATE UNIQUE INDEX "document_grant_one_open" ON "document_grant"("opportunity_id", "organisation_id")
  WHERE "revoked_at" IS NULL;

-- Nobody signs with himself, and no state without the facts that make it.
ALTER TABLE "nda_agreement" ADD CONSTRAINT "nda_agreement_has_two_sides" CHECK ("prime_id" <> "applicant_id");
ALTER TABLE "nda_agreement" ADD CONSTRAINT "nda_agreement_states_have_their_facts" CHECK (
  ("status" NOT IN ('accepted', 'countersigned', 'refused', 'replaced')
    OR ("accepted_at" IS NOT NULL AND "accepted_name" <> '' AND "accepted_role" <> '' AND "accepted_address" <> ''))
  AND ("status" NOT IN ('countersigned', 'replaced') OR ("countersigned_at" IS NOT NULL AND "countersigned_name" <> ''))
  AND (("status" IN ('refused', 'revoked', 'replaced')) = ("ended_at" IS NOT NULL)));

-- Rows that are written once. When an account is deleted, it goes out of them and nothing else does.
CREATE FUNCTION written_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE person text := TG_ARGV[0];
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) ->> person IS NULL AND to_jsonb(NEW) - person = to_jsonb(OLD) - person
    AND NOT EXISTS (SELECT FROM "user" WHERE id = (to_jsonb(OLD) ->> person)::uuid)
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION '% is written once', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER nda_text_is_written_once BEFORE UPDATE OR DELETE ON "nda_text"
  FOR EACH ROW EXECUTE FUNCTION written_once('published_by_id');
CREATE TRIGGER nda_event_is_written_once BEFORE UPDATE OR DELETE ON "nda_event"
  FOR EACH ROW EXECUTE FUNCTION written_once('actor_id');
CREATE TRIGGER document_access_is_written_once BEFORE UPDATE OR DELETE ON "document_access"
  FOR EACH ROW EXECUTE FUNCTION written_once('user_id');

-- What was signed stays what it was: the text from accepting on, each signature from its moment on.
CREATE FUNCTION signed_agreement_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE'
    AND (NEW.prime_id, NEW.applicant_id, NEW.invited_at) = (OLD.prime_id, OLD.applicant_id, OLD.invited_at)
    AND (OLD.status = 'invited' OR NEW.text_id = OLD.text_id)
    AND (OLD.accepted_at IS NULL OR
      (NEW.accepted_at, NEW.accepted_name, NEW.accepted_role, NEW.accepted_address, NEW.accepted_user_agent) =
      (OLD.accepted_at, OLD.accepted_name, OLD.accepted_role, OLD.accepted_address, OLD.accepted_user_agent))
    AND (OLD.countersigned_at IS NULL OR
      (NEW.countersigned_at, NEW.countersigned_name) = (OLD.countersigned_at, OLD.countersigned_name))
    AND (OLD.ended_at IS NULL OR
      (NEW.ended_at, NEW.end_reason, NEW.status) = (OLD.ended_at, OLD.end_reason, OLD.status))
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'what was signed cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER signed_agreement_stays BEFORE UPDATE OR DELETE ON "nda_agreement"
  FOR EACH ROW EXECUTE FUNCTION signed_agreement_stays();

-- A grant ends once and is never taken out of the record.
CREATE FUNCTION document_grant_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE'
    AND (NEW.opportunity_id, NEW.organisation_id, NEW.granted_at) =
      (OLD.opportunity_id, OLD.organisation_id, OLD.granted_at)
    AND (OLD.revoked_at IS NULL OR NEW.revoked_at = OLD.revoked_at)
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'the record of who was granted documents stays' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER document_grant_stays BEFORE UPDATE OR DELETE ON "document_grant"
  FOR EACH ROW EXECUTE FUNCTION document_grant_stays();
