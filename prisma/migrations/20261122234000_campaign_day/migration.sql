-- What campaigns send and harvest by UTC day, added up from campaign_hour, so that pages over all campaigns and weeks read a
-- tenth of the rows. Written with the hours.
CREATE TABLE "campaign_day" (
    "campaign_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "capability" SMALLINT NOT NULL,
    "model_key" BIGINT NOT NULL,
    "pathway" SMALLINT NOT NULL,
    "exchanges" INTEGER NOT NULL,
    "harvest" INTEGER NOT NULL,

    CONSTRAINT "campaign_day_pkey" PRIMARY KEY ("campaign_id", "day", "capability", "model_key", "pathway"),
    CONSTRAINT "campaign_day_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE CASCADE ON UPDATE NO ACTION
);

INSERT INTO "campaign_day" ("campaign_id", "day", "capability", "model_key", "pathway", "exchanges", "harvest")
SELECT "campaign_id", ("hour" AT TIME ZONE 'UTC')::date, "capability", "model_key", "pathway", sum("exchanges"), sum("harvest")
  FROM "campaign_hour" GROUP BY 1, 2, 3, 4, 5;
