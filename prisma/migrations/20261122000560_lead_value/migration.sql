-- CreateTable
CREATE TABLE "lead_value" (
    "interest_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "amount_minor" BIGINT,
    "currency" CHAR(3) NOT NULL,
    "probability_percent" SMALLINT,
    "actor_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lead_value_pkey" PRIMARY KEY ("interest_id","version"),
    CONSTRAINT "lead_value_is_whole" CHECK (("amount_minor" IS NULL) = ("probability_percent" IS NULL)),
    CONSTRAINT "lead_value_amount" CHECK ("amount_minor" >= 0),
    CONSTRAINT "lead_value_probability" CHECK ("probability_percent" BETWEEN 0 AND 100)
);

-- AddForeignKey
ALTER TABLE "lead_value" ADD CONSTRAINT "lead_value_interest_id_fkey" FOREIGN KEY ("interest_id") REFERENCES "interest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead_value" ADD CONSTRAINT "lead_value_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- It is its own history, under the same rule as that of the states.
CREATE TRIGGER lead_value_is_irrevocable BEFORE UPDATE OR DELETE ON "lead_value"
  FOR EACH ROW EXECUTE FUNCTION interest_event_is_irrevocable();
CREATE TRIGGER lead_value_stays BEFORE TRUNCATE ON "lead_value"
  FOR EACH STATEMENT EXECUTE FUNCTION interest_history_stays();
