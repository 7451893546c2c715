-- Hours of traffic at the base, by campaign: read only when a campaign's older hours must be written anew.
ALTER TABLE detection_base ADD COLUMN hours bytea NOT NULL;
-- From which base a campaign's older hours were written, and without which accounts.
ALTER TABLE campaign ADD COLUMN hours_from text;
