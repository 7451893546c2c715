-- Where the audit chain ends, kept apart from its entries: a log whose end was cut off no longer ends here, and what is
-- written afterwards continues the entry that is gone, so that the gap stays visible.
CREATE TABLE audit_head (
  one  boolean PRIMARY KEY DEFAULT true,
  seq  bigint NOT NULL,
  hash text NOT NULL
);
INSERT INTO audit_head (seq, hash)
SELECT coalesce(max(seq), 0), coalesce((SELECT hash FROM audit_entry ORDER BY seq DESC LIMIT 1), '') FROM audit_entry;

CREATE TRIGGER audit_entry_never_emptied BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- The log as a person reads it: newest first, whole, of one actor, of one verb.
CREATE INDEX audit_entry_at_idx ON audit_entry (at DESC, seq DESC);
CREATE INDEX audit_entry_actor_idx ON audit_entry (actor_id, at DESC, seq DESC);
CREATE INDEX audit_entry_verb_idx ON audit_entry (verb, at DESC, seq DESC);
