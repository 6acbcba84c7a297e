-- CreateTable
CREATE TABLE "capability" (
    "organisation_id" UUID NOT NULL,
    "processes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "other_processes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "equipment" JSONB NOT NULL DEFAULT '[]',
    "past_supplies" JSONB NOT NULL DEFAULT '[]',
    "countries_served" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "licence_details" TEXT NOT NULL DEFAULT '',
    "nic_codes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "udyam" TEXT,
    "gstin" TEXT,
    "pan" TEXT,
    "lei" TEXT,
    "duns" TEXT,
    "shown_parts" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "capability_pkey" PRIMARY KEY ("organisation_id")
);

-- AddForeignKey
ALTER TABLE "capability" ADD CONSTRAINT "capability_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What no form lets through and no later writer may bring in either: a GSTIN holds the PAN of whoever it belongs to.
ALTER TABLE "capability" ADD CONSTRAINT "capability_pan_inside_gstin" CHECK (substring("gstin" from 3 for 10) = "pan");
