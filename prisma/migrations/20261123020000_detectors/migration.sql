-- How detection weighs what it finds: plain data, in versions that people try beside what is live before they put it live.
CREATE TABLE detector_version (
  id         text PRIMARY KEY,
  number     integer NOT NULL UNIQUE,
  -- draft, shadow, live or retired (lib/model/judging.ts)
  state      text NOT NULL,
  -- {"weights": {signal: factor}, "thresholds": {name: score}}: what differs from how it was measured
  config     jsonb NOT NULL,
  note       text NOT NULL,
  made_by    text NOT NULL,
  made_at    timestamptz(3) NOT NULL,
  -- The last change of its state, and why.
  changed_by text NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  reason     text,
  -- Since when it is live, or when it last was put live.
  live_at    timestamptz(3),
  version    integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX detector_version_one_live_idx ON detector_version (state) WHERE state = 'live';
CREATE UNIQUE INDEX detector_version_one_shadow_idx ON detector_version (state) WHERE state = 'shadow';

INSERT INTO detector_version (id, number, state, config, note, made_by, made_at, changed_by, changed_at, live_at)
VALUES ('det_0', 0, 'live', '{"weights": {}, "thresholds": {}}', 'As measured.', 'Retort', '2026-11-22', 'Retort', '2026-11-22', '2026-11-22');

-- What a shadow would have said of the groups of the last run that judged anew.
CREATE TABLE detector_comparison (
  version_id  text PRIMARY KEY REFERENCES detector_version (id) ON DELETE CASCADE,
  -- What was live.
  live_id     text NOT NULL,
  run_id      text NOT NULL,
  judged_at   timestamptz(3) NOT NULL,
  -- Bounded: see lib/model/detector.ts
  compared    jsonb NOT NULL
);

-- A version run against the data as of now and earlier, beside what is live.
CREATE TABLE detector_backtest (
  id           text PRIMARY KEY,
  version_id   text NOT NULL REFERENCES detector_version (id) ON DELETE CASCADE,
  -- The configuration as it was asked about, and the one that was live then.
  config       jsonb NOT NULL,
  live_id      text NOT NULL,
  live_config  jsonb NOT NULL,
  cutoffs      timestamptz(3)[] NOT NULL,
  -- waiting, done, failed or cancelled; progress from 0 to 1 once it is under way
  status       text NOT NULL DEFAULT 'waiting',
  progress     real,
  trouble      text,
  requested_by text NOT NULL,
  requested_at timestamptz(3) NOT NULL,
  finished_at  timestamptz(3),
  result       jsonb
);
CREATE INDEX detector_backtest_version_idx ON detector_backtest (version_id, requested_at DESC, id DESC);
CREATE INDEX detector_backtest_status_idx ON detector_backtest (status, requested_at);
