-- A member says that an answer did mention a point which was not found in it; admins decide.
CREATE TABLE claims (
  id TEXT PRIMARY KEY,
  team_id TEXT NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  -- Where the answer was given: in a round or in practice.
  round_id TEXT REFERENCES rounds (id) ON DELETE CASCADE,
  practice_id TEXT REFERENCES practices (id) ON DELETE CASCADE,
  question_id TEXT NOT NULL,
  question_version BIGINT NOT NULL,
  point_id TEXT NOT NULL,
  -- The answer's own words for the point.
  phrasing TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  decision TEXT,
  decided_by TEXT,
  decided_at BIGINT,
  CHECK ((round_id IS NULL) <> (practice_id IS NULL)),
  UNIQUE (round_id, member_id, point_id),
  UNIQUE (practice_id, point_id),
  FOREIGN KEY (question_id, question_version) REFERENCES questions (id, version)
);
CREATE INDEX claims_by_team ON claims (team_id, created_at);
CREATE INDEX claims_by_member ON claims (member_id);

-- Phrasings that a team takes for a point besides the rubric's, in the order they were accepted. Nobody's name stands here.
CREATE TABLE team_phrasings (
  team_id TEXT NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  question_id TEXT NOT NULL,
  question_version BIGINT NOT NULL,
  position BIGINT NOT NULL,
  point_id TEXT NOT NULL,
  phrasing TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  PRIMARY KEY (team_id, question_id, question_version, position),
  UNIQUE (team_id, question_id, question_version, point_id, phrasing),
  FOREIGN KEY (question_id, question_version) REFERENCES questions (id, version)
);

-- Answers that their authors show to the channel.
CREATE TABLE shares (
  id TEXT PRIMARY KEY,
  round_id TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
  -- NULL once the author is gone: what was posted has still to be taken back.
  member_id TEXT REFERENCES members (id) ON DELETE SET NULL,
  shared_at BIGINT NOT NULL,
  post_ref TEXT,
  -- When the first teammate found it well argued.
  confirmed_at BIGINT,
  withdrawn_at BIGINT,
  UNIQUE (round_id, member_id)
);
CREATE INDEX shares_by_member ON shares (member_id);

-- Who found a shared answer well argued.
CREATE TABLE thanks (
  share_id TEXT NOT NULL REFERENCES shares (id) ON DELETE CASCADE,
  member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  thanked_at BIGINT NOT NULL,
  PRIMARY KEY (share_id, member_id)
);
CREATE INDEX thanks_by_member ON thanks (member_id);
