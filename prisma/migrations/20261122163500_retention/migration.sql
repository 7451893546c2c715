-- Up to which day exchanges are no longer kept. It only moves forward: a day that was dropped cannot tell any more what
-- came twice, so its records are refused. No row while nothing was ever dropped.
CREATE TABLE retention (
  one         boolean PRIMARY KEY DEFAULT true CHECK (one),
  floor       date NOT NULL,
  advanced_at timestamptz(3) NOT NULL,
  -- The floor for which everything before it is gone, the rollups' rows too.
  reached     date
);

-- Makes the partition that holds the given UTC day. Safe to call from many processes at once. A day before the floor is refused.
CREATE OR REPLACE FUNCTION ensure_exchange_partition(day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  name text := 'exchange_' || to_char(day, 'YYYYMMDD');
BEGIN
  IF to_regclass(name) IS NOT NULL THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('exchange partition'));
  IF to_regclass(name) IS NOT NULL THEN
    RETURN;
  END IF;
  IF EXISTS (SELECT 1 FROM retention WHERE day < floor) THEN
    RAISE EXCEPTION 'exchanges of % are no longer kept', day USING ERRCODE = 'RT001';
  END IF;
  -- Made apart and attached, which unlike PARTITION OF lets others read and write the other days meanwhile. Rows are only
  -- ever added: the first vacuum may as well freeze them, and need not come before there is much to do.
  EXECUTE format(
    'CREATE TABLE %I (LIKE exchange INCLUDING ALL) WITH (autovacuum_freeze_min_age = 0, autovacuum_vacuum_insert_scale_factor = 0.5, autovacuum_analyze_scale_factor = 0.2)',
    name);
  EXECUTE format(
    'ALTER TABLE exchange ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
    name, day::text || ' 00:00:00+00', (day + 1)::text || ' 00:00:00+00');
END $$;

DO $$
DECLARE
  part regclass;
BEGIN
  FOR part IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'exchange'::regclass LOOP
    EXECUTE format(
      'ALTER TABLE %s SET (autovacuum_freeze_min_age = 0, autovacuum_vacuum_insert_scale_factor = 0.5, autovacuum_analyze_scale_factor = 0.2)',
      part);
  END LOOP;
END $$;

-- Large rollups whose rows are counted up by nearly every batch: vacuumed and counted anew after a twentieth of them has changed,
-- and quicker than the default, which takes hours for them.
ALTER TABLE account SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05, autovacuum_vacuum_cost_limit = 1000);
ALTER TABLE account_hour SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.05, autovacuum_vacuum_cost_limit = 1000);
ALTER TABLE account_indicator SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.05, autovacuum_vacuum_cost_limit = 1000);
ALTER TABLE indicator SET (autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.05);
-- Small ones whose every row is hot: as soon as a thousand old versions lie about, with room in the page for the next version.
ALTER TABLE traffic_hour SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE capability_day SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
ALTER TABLE model SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE audit_head SET (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);
ALTER TABLE presence SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
-- The outbox is read by what is pending in it, however much of it is done.
ALTER TABLE order_delivery SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000, autovacuum_analyze_scale_factor = 0.02);

-- How much room the database takes, measured by the worker, so that no page does.
CREATE TABLE disk_use (
  at         timestamptz(3) PRIMARY KEY,
  bytes      bigint NOT NULL,
  -- Free on the disk of the database, where that can be known.
  free_bytes bigint,
  -- By group of tables and by day (lib/model/console/storage.ts); kept for the last measurement only.
  detail     jsonb
);

-- What each process of Retort counts of itself, so that one address tells of all of them.
CREATE UNLOGGED TABLE process_figures (
  id         text PRIMARY KEY,
  -- console, worker or command
  kind       text NOT NULL,
  started_at timestamptz(3) NOT NULL,
  seen_at    timestamptz(3) NOT NULL,
  figures    jsonb NOT NULL
) WITH (fillfactor = 30, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);

-- The request in which it was done, as its X-Request-Id and the log have it. Covered by the hash where there is one.
ALTER TABLE audit_entry ADD COLUMN request_id text;
