-- A claim is held for a time and runs out by itself; assignee_id stays until somebody changes it.
ALTER TABLE alert
  ADD COLUMN holder_id     text,
  ADD COLUMN held_until    timestamptz(3),
  -- Out of sight until then; it wakes by itself.
  ADD COLUMN snoozed_until timestamptz(3),
  -- When a person last changed it, renewals of a claim aside: what windows that are already open catch up from.
  ADD COLUMN changed_at    timestamptz(3);
CREATE INDEX alert_changed_idx ON alert (changed_at);

-- Who has the console open, one row a window, and which alert they look at. Worthless after a minute.
CREATE TABLE presence (
  person_id text NOT NULL,
  tab       text NOT NULL,
  alert_id  text,
  seen_at   timestamptz(3) NOT NULL,
  PRIMARY KEY (person_id, tab)
);
CREATE INDEX presence_seen_at_idx ON presence (seen_at);

-- A page under a filter that somebody goes back to: its address, by name.
CREATE TABLE saved_view (
  id         text PRIMARY KEY,
  owner_id   text NOT NULL,
  page       text NOT NULL,
  name       text NOT NULL,
  query      text NOT NULL,
  shared     boolean NOT NULL DEFAULT false,
  created_at timestamptz(3) NOT NULL,
  version    integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX saved_view_name_key ON saved_view (owner_id, page, name);
