-- CreateEnum
CREATE TYPE "listing_place" AS ENUM ('featured', 'organic', 'home_featured', 'home');

-- CreateTable
CREATE TABLE "listing_count" (
    "opportunity_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "place" "listing_place" NOT NULL,
    "views" INTEGER NOT NULL DEFAULT 0,
    "clicks" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "listing_count_pkey" PRIMARY KEY ("opportunity_id","day","place")
);

-- AddForeignKey
ALTER TABLE "listing_count" ADD CONSTRAINT "listing_count_opportunity_id_fkey" FOREIGN KEY ("opportunity_id") REFERENCES "opportunity"("id") ON DELETE CASCADE ON UPDATE CASCADE;
