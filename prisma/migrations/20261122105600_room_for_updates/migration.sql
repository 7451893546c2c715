-- Nearly every batch of an ingest counts up rows of these tables that the batch before has just written. With room left in
-- their pages the new versions stay there, and the indexes need not be touched.
ALTER TABLE account SET (fillfactor = 70);
ALTER TABLE account_indicator SET (fillfactor = 70);
ALTER TABLE account_hour SET (fillfactor = 85);
