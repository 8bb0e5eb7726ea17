-- Free-text answers that a second reader is asked to read, and what it found. Its server may be slow or away, so nothing
-- waits for it: the first reading stands until one of these is done.
CREATE TABLE readings (
  -- The practice question's id, or '<round>:<member>'.
  id TEXT PRIMARY KEY,
  member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  round_id TEXT REFERENCES rounds (id) ON DELETE CASCADE,
  practice_id TEXT REFERENCES practices (id) ON DELETE CASCADE,
  -- SHA-256 of the question's version and the answer: what a model has read is not sent to it again.
  hash TEXT NOT NULL,
  model TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'read', 'failed')),
  findings TEXT,
  attempts BIGINT NOT NULL DEFAULT 0,
  asked_at BIGINT NOT NULL,
  ready_at BIGINT NOT NULL,
  lease TEXT,
  lease_until BIGINT,
  -- The last time its server was asked, and what went wrong then.
  tried_at BIGINT,
  trouble TEXT
);
CREATE INDEX readings_waiting ON readings (ready_at) WHERE state = 'waiting';
CREATE INDEX readings_by_hash ON readings (hash);
CREATE INDEX readings_by_member ON readings (member_id, asked_at);
CREATE INDEX readings_by_round ON readings (round_id);
CREATE INDEX readings_by_practice ON readings (practice_id);
CREATE INDEX readings_tried ON readings (tried_at) WHERE tried_at IS NOT NULL;
