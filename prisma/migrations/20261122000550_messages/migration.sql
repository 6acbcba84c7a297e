-- CreateEnum
CREATE TYPE "message_side" AS ENUM ('applicant', 'poster');

-- CreateEnum
CREATE TYPE "message_report_reason" AS ENUM ('insult', 'spam', 'fraud', 'confidential', 'other');

-- CreateEnum
CREATE TYPE "message_report_state" AS ENUM ('open', 'dismissed', 'upheld');

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "interest_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "side" "message_side" NOT NULL,
    "author_id" UUID,
    "text" TEXT NOT NULL,
    "is_question" BOOLEAN NOT NULL DEFAULT false,
    "by_mail" BOOLEAN NOT NULL DEFAULT false,
    "key" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_attachment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "interest_id" UUID NOT NULL,
    "uploaded_by_id" UUID,
    "message_id" UUID,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "storage_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_draft" (
    "user_id" UUID NOT NULL,
    "interest_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_draft_pkey" PRIMARY KEY ("user_id","interest_id")
);

-- CreateTable
CREATE TABLE "message_read" (
    "user_id" UUID NOT NULL,
    "interest_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_read_pkey" PRIMARY KEY ("user_id","interest_id")
);

-- CreateTable
CREATE TABLE "message_report" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "message_id" UUID NOT NULL,
    "reporter_id" UUID,
    "reason" "message_report_reason" NOT NULL,
    "text" TEXT NOT NULL,
    "state" "message_report_state" NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "note" TEXT NOT NULL DEFAULT '',
    "hides_text" BOOLEAN NOT NULL DEFAULT false,
    "moderator_id" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "message_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_preference" (
    "user_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "frequency" "alert_frequency" NOT NULL,
    "next_digest_at" TIMESTAMPTZ(3),

    CONSTRAINT "message_preference_pkey" PRIMARY KEY ("user_id","organisation_id")
);

-- CreateTable
CREATE TABLE "message_notice" (
    "message_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "mail_id" UUID,

    CONSTRAINT "message_notice_pkey" PRIMARY KEY ("message_id","user_id")
);

-- CreateTable
CREATE TABLE "message_mail" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "interest_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reply_address" (
    "token_hash" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "interest_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reply_address_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "message_unsubscribe_token" (
    "token_hash" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_unsubscribe_token_pkey" PRIMARY KEY ("token_hash")
);

-- CreateIndex
CREATE INDEX "message_author_id_sent_at_idx" ON "message"("author_id", "sent_at");

-- CreateIndex
CREATE UNIQUE INDEX "message_interest_id_position_key" ON "message"("interest_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "message_interest_id_key_key" ON "message"("interest_id", "key");

-- CreateIndex
CREATE INDEX "message_attachment_message_id_idx" ON "message_attachment"("message_id");

-- CreateIndex
CREATE INDEX "message_attachment_interest_id_uploaded_by_id_idx" ON "message_attachment"("interest_id", "uploaded_by_id");

-- CreateIndex
CREATE INDEX "message_attachment_storage_key_idx" ON "message_attachment"("storage_key");

-- CreateIndex
CREATE INDEX "message_draft_interest_id_idx" ON "message_draft"("interest_id");

-- CreateIndex
CREATE INDEX "message_read_interest_id_idx" ON "message_read"("interest_id");

-- CreateIndex
CREATE INDEX "message_report_state_created_at_idx" ON "message_report"("state", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "message_report_message_id_reporter_id_key" ON "message_report"("message_id", "reporter_id");

-- CreateIndex
CREATE INDEX "message_preference_next_digest_at_idx" ON "message_preference"("next_digest_at");

-- CreateIndex
CREATE INDEX "message_notice_user_id_organisation_id_idx" ON "message_notice"("user_id", "organisation_id");

-- CreateIndex
CREATE INDEX "message_notice_mail_id_idx" ON "message_notice"("mail_id");

-- CreateIndex
CREATE INDEX "message_mail_user_id_interest_id_created_at_idx" ON "message_mail"("user_id", "interest_id", "created_at");

-- CreateIndex
CREATE INDEX "message_mail_user_id_organisation_id_idx" ON "message_mail"("user_id", "organisation_id");

-- CreateIndex
CREATE INDEX "message_mail_interest_id_idx" ON "message_mail"("interest_id");

-- CreateIndex
CREATE INDEX "reply_address_user_id_organisation_id_idx" ON "reply_address"("user_id", "organisation_id");

-- CreateIndex
CREATE INDEX "reply_address_interest_id_idx" ON "reply_address"("interest_id");

-- CreateIndex
CREATE INDEX "message_unsubscribe_token_user_id_organisation_id_idx" ON "message_unsubscribe_token"("user_id", "organisation_id");

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_interest_id_fkey" FOREIGN KEY ("interest_id") REFERENCES "interest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_attachment" ADD CONSTRAINT "message_attachment_interest_id_fkey" FOREIGN KEY ("interest_id") REFERENCES "interest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_attachment" ADD CONSTRAINT "message_attachment_uploaded_by_id_fkey" FOREIGN KEY ("uploaded_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_attachment" ADD CONSTRAINT "message_attachment_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_draft" ADD CONSTRAINT "message_draft_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_draft" ADD CONSTRAINT "message_draft_interest_id_fkey" FOREIGN KEY ("interest_id") REFERENCES "interest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_read" ADD CONSTRAINT "message_read_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_read" ADD CONSTRAINT "message_read_interest_id_fkey" FOREIGN KEY ("interest_id") REFERENCES "interest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_report" ADD CONSTRAINT "message_report_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_report" ADD CONSTRAINT "message_report_reporter_id_fkey" FOREIGN KEY ("reporter_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_report" ADD CONSTRAINT "message_report_moderator_id_fkey" FOREIGN KEY ("moderator_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_preference" ADD CONSTRAINT "message_preference_user_id_organisation_id_fkey" FOREIGN KEY ("user_id", "organisation_id") REFERENCES "membership"("user_id", "organisation_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_notice" ADD CONSTRAINT "message_notice_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_notice" ADD CONSTRAINT "message_notice_user_id_organisation_id_fkey" FOREIGN KEY ("user_id", "organisation_id") REFERENCES "membership"("user_id", "organisation_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_notice" ADD CONSTRAINT "message_notice_mail_id_fkey" FOREIGN KEY ("mail_id") REFERENCES "message_mail"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_mail" ADD CONSTRAINT "message_mail_user_id_organisation_id_fkey" FOREIGN KEY ("user_id", "organisation_id") REFERENCES "membership"("user_id", "organisation_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_mail" ADD CONSTRAINT "message_mail_interest_id_fkey" FOREIGN KEY ("interest_id") REFERENCES "interest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reply_address" ADD CONSTRAINT "reply_address_user_id_organisation_id_fkey" FOREIGN KEY ("user_id", "organisation_id") REFERENCES "membership"("user_id", "organisation_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reply_address" ADD CONSTRAINT "reply_address_interest_id_fkey" FOREIGN KEY ("interest_id") REFERENCES "interest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_unsubscribe_token" ADD CONSTRAINT "message_unsubscribe_token_user_id_organisation_id_fkey" FOREIGN KEY ("user_id", "organisation_id") REFERENCES "membership"("user_id", "organisation_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A message is written once, neither side changes or removes it. When an account is deleted its name goes out of what
-- it wrote and nothing else does; a conversation goes only with its EoI.
CREATE FUNCTION message_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.author_id IS NULL AND to_jsonb(NEW) - 'author_id' = to_jsonb(OLD) - 'author_id'
    AND NOT EXISTS (SELECT FROM "user" WHERE id = OLD.author_id)
  THEN RETURN NEW; END IF;
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM interest WHERE id = OLD.interest_id) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'a message that was sent stays as it is' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER message_stays BEFORE UPDATE OR DELETE ON "message"
  FOR EACH ROW EXECUTE FUNCTION message_stays();

-- A file may come and go while it waits in a draft; with the message it stays.
CREATE FUNCTION message_attachment_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.message_id IS NULL THEN RETURN coalesce(NEW, OLD); END IF;
  IF TG_OP = 'UPDATE' AND NEW.uploaded_by_id IS NULL
    AND to_jsonb(NEW) - 'uploaded_by_id' = to_jsonb(OLD) - 'uploaded_by_id'
    AND NOT EXISTS (SELECT FROM "user" WHERE id = OLD.uploaded_by_id)
  THEN RETURN NEW; END IF;
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM message WHERE id = OLD.message_id) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'a file that was sent with a message stays as it is' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER message_attachment_stays BEFORE UPDATE OR DELETE ON "message_attachment"
  FOR EACH ROW EXECUTE FUNCTION message_attachment_stays();

-- What was reported stays as it was said, and is decided once.
CREATE FUNCTION message_report_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  decision text[] := ARRAY['state', 'note', 'hides_text', 'moderator_id', 'decided_at'];
  people text[] := ARRAY['reporter_id', 'moderator_id'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF NOT EXISTS (SELECT FROM message WHERE id = OLD.message_id) THEN RETURN OLD; END IF;
  ELSIF OLD.state = 'open' AND to_jsonb(NEW) - decision = to_jsonb(OLD) - decision THEN RETURN NEW;
  ELSIF to_jsonb(NEW) - people = to_jsonb(OLD) - people
    AND (NEW.reporter_id IS NOT DISTINCT FROM OLD.reporter_id OR NOT EXISTS (SELECT FROM "user" WHERE id = OLD.reporter_id))
    AND (NEW.moderator_id IS NOT DISTINCT FROM OLD.moderator_id OR NOT EXISTS (SELECT FROM "user" WHERE id = OLD.moderator_id))
  THEN RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a report stays as it was written and is decided once' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER message_report_stays BEFORE UPDATE OR DELETE ON "message_report"
  FOR EACH ROW EXECUTE FUNCTION message_report_stays();

CREATE FUNCTION messages_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'messages, their files and reports of them stay' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER messages_stay BEFORE TRUNCATE ON "message" FOR EACH STATEMENT EXECUTE FUNCTION messages_stay();
CREATE TRIGGER messages_stay BEFORE TRUNCATE ON "message_attachment" FOR EACH STATEMENT EXECUTE FUNCTION messages_stay();
CREATE TRIGGER messages_stay BEFORE TRUNCATE ON "message_report" FOR EACH STATEMENT EXECUTE FUNCTION messages_stay();
