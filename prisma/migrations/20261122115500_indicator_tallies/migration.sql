-- How many values there are in each list and of each kind: counted with the values, so that no page counts them.
ALTER TABLE indicator_drawing ADD COLUMN tallies jsonb NOT NULL DEFAULT '{}';
