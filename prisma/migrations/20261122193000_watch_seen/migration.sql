-- What of a campaign somebody who watches it has seen: when they last looked, and how many events of others stood there
-- then. Counted, since a run writes its events with the time up to which it looked, which lies before it ended.
ALTER TABLE campaign_watch ADD COLUMN seen_at timestamptz(3), ADD COLUMN seen_events integer NOT NULL DEFAULT 0;
UPDATE campaign_watch w SET seen_at = w.since, seen_events = (
  SELECT count(*) FROM campaign_event e WHERE e.campaign_id = w.campaign_id AND e.occurred_at <= w.since
     AND e.actor_name IS DISTINCT FROM (SELECT u.name FROM auth_user u WHERE u.id = w.person_id));
ALTER TABLE campaign_watch ALTER COLUMN seen_at SET NOT NULL;

-- That others saw at their place what was shared with them: sightings of STIX, the newest version of each.
CREATE TABLE intel_sighting (
  source_id   text NOT NULL REFERENCES intel_source (id) ON DELETE CASCADE,
  id          text NOT NULL,
  modified    timestamptz(3) NOT NULL,
  revoked     boolean NOT NULL,
  -- The object that was seen, by the id under which it was shared.
  of_ref      text NOT NULL,
  -- Who says it, by id.
  issuer_id   text,
  first_seen  timestamptz(3),
  last_seen   timestamptz(3),
  count       integer,
  note        text,
  tlp         text NOT NULL,
  received_at timestamptz(3) NOT NULL,
  PRIMARY KEY (source_id, id)
);
CREATE INDEX intel_sighting_of_idx ON intel_sighting (of_ref);
