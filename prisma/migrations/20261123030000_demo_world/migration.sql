-- What belongs to the demonstration world, so that it can be told from records of real sources and taken away again.
CREATE TABLE demo_mark (
  -- account or model
  kind text NOT NULL,
  key  bigint NOT NULL,
  PRIMARY KEY (kind, key)
);

-- A world that was loaded before there were marks, where nothing else was ever taken in: all of it.
INSERT INTO demo_mark (kind, key)
SELECT what.kind, what.key
  FROM (SELECT 'account' AS kind, key FROM account UNION ALL SELECT 'model', key FROM model) what
 WHERE EXISTS (SELECT 1 FROM ingest_batch WHERE source LIKE '%/demo-world/world.ndjson' AND accepted > 0)
   AND NOT EXISTS (SELECT 1 FROM ingest_batch WHERE source NOT LIKE '%/demo-world/world.ndjson' AND accepted > 0)
   AND NOT EXISTS (SELECT 1 FROM source WHERE name <> 'retort' AND accepted > 0);

-- Work on the demonstration world that somebody asked for; the newest row says how it stands.
CREATE TABLE demo_task (
  id           text PRIMARY KEY,
  -- remove or load
  kind         text NOT NULL,
  -- waiting, done or failed; progress from 0 to 1 once it is under way
  status       text NOT NULL DEFAULT 'waiting',
  progress     real,
  trouble      text,
  reason       text,
  requested_by text NOT NULL,
  requested_at timestamptz(3) NOT NULL,
  finished_at  timestamptz(3)
);
CREATE INDEX demo_task_requested_at_idx ON demo_task (requested_at DESC, id DESC);
