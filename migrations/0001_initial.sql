-- Portable between SQLite and PostgreSQL: ids are TEXT made by the program, instants BIGINT epoch
-- milliseconds, local days TEXT 'YYYY-MM-DD', booleans SMALLINT, structured values JSON as TEXT.

CREATE TABLE facts (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

-- People and places ---------------------------------------------------------------------------

CREATE TABLE teams (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  notify_channel_id TEXT,
  created_at BIGINT NOT NULL
);

CREATE TABLE workspaces (
  id TEXT PRIMARY KEY,
  team_id TEXT NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  platform TEXT NOT NULL,
  external_id TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  removed_at BIGINT,
  UNIQUE (platform, external_id)
);
CREATE INDEX workspaces_by_team ON workspaces (team_id);

CREATE TABLE installations (
  platform TEXT NOT NULL,
  external_id TEXT NOT NULL,
  sealed TEXT NOT NULL,
  key_id TEXT NOT NULL,
  installed_by TEXT,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (platform, external_id)
);

CREATE TABLE channels (
  id TEXT PRIMARY KEY,
  team_id TEXT NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  external_id TEXT NOT NULL,
  name TEXT NOT NULL,
  last_number BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  UNIQUE (workspace_id, external_id)
);
CREATE INDEX channels_by_team ON channels (team_id);

CREATE TABLE members (
  id TEXT PRIMARY KEY,
  team_id TEXT NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  alias TEXT,
  board SMALLINT NOT NULL DEFAULT 1,
  tell SMALLINT NOT NULL DEFAULT 0,
  reminders SMALLINT NOT NULL DEFAULT 0,
  last_channel_id TEXT REFERENCES channels (id) ON DELETE SET NULL,
  joined_at BIGINT NOT NULL
);
CREATE INDEX members_by_team ON members (team_id);

CREATE TABLE identities (
  workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  external_id TEXT NOT NULL,
  member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  PRIMARY KEY (workspace_id, external_id)
);
CREATE INDEX identities_by_member ON identities (member_id);

CREATE TABLE aways (
  member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  from_on TEXT NOT NULL,
  until_on TEXT,
  PRIMARY KEY (member_id, from_on)
);

CREATE TABLE allowances (
  workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  who TEXT NOT NULL,
  allowed_by TEXT,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, who)
);

-- The schedule of a channel -------------------------------------------------------------------

CREATE TABLE schedules (
  channel_id TEXT PRIMARY KEY REFERENCES channels (id) ON DELETE CASCADE,
  status TEXT NOT NULL CHECK (status IN ('active', 'paused', 'removed')),
  time TEXT NOT NULL,
  zone TEXT NOT NULL,
  days TEXT NOT NULL,
  reveal TEXT NOT NULL,
  topics TEXT,
  difficulty SMALLINT,
  thread SMALLINT NOT NULL DEFAULT 1,
  recap SMALLINT NOT NULL DEFAULT 1,
  ping TEXT,
  next_on TEXT,
  next_at BIGINT,
  -- 'admin', 'silent' or 'trouble' while paused.
  pause_reason TEXT,
  configured_by TEXT REFERENCES members (id) ON DELETE SET NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX schedules_due ON schedules (next_at) WHERE next_at IS NOT NULL;

CREATE TABLE skips (
  channel_id TEXT NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
  skipped_on TEXT NOT NULL,
  PRIMARY KEY (channel_id, skipped_on)
);

CREATE TABLE queued_questions (
  channel_id TEXT NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
  queued_on TEXT NOT NULL,
  question_id TEXT NOT NULL,
  PRIMARY KEY (channel_id, queued_on)
);

-- Questions, rounds, answers ------------------------------------------------------------------

CREATE TABLE questions (
  id TEXT NOT NULL,
  version BIGINT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (id, version)
);

CREATE TABLE rounds (
  id TEXT PRIMARY KEY,
  team_id TEXT NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  channel_id TEXT NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
  number BIGINT NOT NULL,
  played_on TEXT NOT NULL,
  week TEXT NOT NULL,
  zone TEXT NOT NULL,
  question_id TEXT NOT NULL,
  question_version BIGINT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('planned', 'open', 'closed', 'void')),
  instant SMALLINT NOT NULL DEFAULT 0,
  comeback SMALLINT NOT NULL DEFAULT 0,
  -- 1 when the program was down while it was open.
  outage SMALLINT NOT NULL DEFAULT 0,
  opens_at BIGINT NOT NULL,
  closes_at BIGINT NOT NULL,
  closed_at BIGINT,
  post_ref TEXT,
  accepted TEXT NOT NULL DEFAULT '[]',
  void_reason TEXT,
  answers BIGINT NOT NULL DEFAULT 0,
  solved BIGINT NOT NULL DEFAULT 0,
  credit DOUBLE PRECISION NOT NULL DEFAULT 0,
  UNIQUE (channel_id, number),
  FOREIGN KEY (question_id, question_version) REFERENCES questions (id, version)
);
CREATE UNIQUE INDEX rounds_one_a_day ON rounds (channel_id, played_on) WHERE status <> 'void';
CREATE INDEX rounds_live ON rounds (channel_id) WHERE status IN ('planned', 'open');
CREATE INDEX rounds_to_close ON rounds (closes_at) WHERE status IN ('planned', 'open');
CREATE INDEX rounds_by_week ON rounds (channel_id, week);
CREATE INDEX rounds_by_team_week ON rounds (team_id, week);
CREATE INDEX rounds_by_question ON rounds (team_id, question_id);

CREATE TABLE submissions (
  round_id TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
  member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  answer TEXT NOT NULL,
  answered_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  credit DOUBLE PRECISION,
  points BIGINT,
  verdict TEXT,
  rule SMALLINT,
  PRIMARY KEY (round_id, member_id)
);
CREATE INDEX submissions_by_member ON submissions (member_id);

CREATE TABLE hints (
  round_id TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
  member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  taken SMALLINT NOT NULL,
  PRIMARY KEY (round_id, member_id)
);
CREATE INDEX hints_by_member ON hints (member_id);

CREATE TABLE tells (
  round_id TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
  member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  PRIMARY KEY (round_id, member_id)
);
CREATE INDEX tells_by_member ON tells (member_id);

-- Derived from submissions; channel_id '*' stands for the whole team.
CREATE TABLE scores (
  team_id TEXT NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  channel_id TEXT NOT NULL,
  period TEXT NOT NULL,
  member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  points BIGINT NOT NULL,
  answers BIGINT NOT NULL,
  credit DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (team_id, channel_id, period, member_id)
);
CREATE INDEX scores_board ON scores (team_id, channel_id, period, points);
CREATE INDEX scores_by_member ON scores (member_id);

-- What is to be sent, exactly once ------------------------------------------------------------

CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  once_key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  urgency SMALLINT NOT NULL,
  round_id TEXT REFERENCES rounds (id) ON DELETE CASCADE,
  channel_id TEXT REFERENCES channels (id) ON DELETE CASCADE,
  member_id TEXT REFERENCES members (id) ON DELETE CASCADE,
  payload TEXT,
  state TEXT NOT NULL CHECK (state IN ('ready', 'sent', 'unknown', 'dropped')),
  attempts BIGINT NOT NULL DEFAULT 0,
  ready_at BIGINT NOT NULL,
  lease TEXT,
  lease_until BIGINT,
  trouble TEXT,
  created_at BIGINT NOT NULL,
  settled_at BIGINT
);
CREATE INDEX outbox_ready ON outbox (urgency, ready_at) WHERE state = 'ready';
CREATE INDEX outbox_by_round ON outbox (round_id);
CREATE INDEX outbox_by_member ON outbox (member_id);

-- What members start and admins decide --------------------------------------------------------

CREATE TABLE drafts (
  id TEXT PRIMARY KEY,
  member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  form TEXT NOT NULL,
  content TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (member_id, form)
);

CREATE TABLE flags (
  id TEXT PRIMARY KEY,
  round_id TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
  member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  reason TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  decision TEXT,
  decided_by TEXT,
  decided_at BIGINT,
  UNIQUE (round_id, member_id)
);
CREATE INDEX flags_by_member ON flags (member_id);

-- A team's own questions: suggested by members or imported by admins, drawn beside the bank's.
CREATE TABLE team_questions (
  team_id TEXT NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  version BIGINT NOT NULL,
  content TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  PRIMARY KEY (team_id, id)
);

CREATE TABLE suggestions (
  id TEXT PRIMARY KEY,
  team_id TEXT NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  member_id TEXT REFERENCES members (id) ON DELETE SET NULL,
  content TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  decision TEXT,
  reason TEXT,
  decided_by TEXT,
  decided_at BIGINT
);
CREATE INDEX suggestions_by_team ON suggestions (team_id, created_at);
CREATE INDEX suggestions_by_member ON suggestions (member_id);

CREATE TABLE practices (
  id TEXT PRIMARY KEY,
  member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  question_id TEXT NOT NULL,
  question_version BIGINT NOT NULL,
  hints SMALLINT NOT NULL DEFAULT 0,
  asked_at BIGINT NOT NULL,
  answer TEXT,
  credit DOUBLE PRECISION,
  answered_at BIGINT,
  FOREIGN KEY (question_id, question_version) REFERENCES questions (id, version)
);
CREATE INDEX practices_by_member ON practices (member_id, asked_at);

CREATE TABLE review_cards (
  member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  question_id TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (member_id, question_id)
);
CREATE INDEX review_cards_due ON review_cards (member_id, due_at);

-- Notices to admins go out at most once a day and kind.
CREATE TABLE notices (
  team_id TEXT NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  noticed_on TEXT NOT NULL,
  PRIMARY KEY (team_id, kind, noticed_on)
);

-- Requests already handled: a replay changes nothing.
CREATE TABLE seen_requests (
  request TEXT PRIMARY KEY,
  seen_at BIGINT NOT NULL
);
CREATE INDEX seen_requests_by_age ON seen_requests (seen_at);

-- The playground is a platform of its own; this is its message history.
CREATE TABLE playground_messages (
  id TEXT PRIMARY KEY,
  position BIGINT NOT NULL UNIQUE,
  revision BIGINT NOT NULL,
  once_key TEXT UNIQUE,
  channel TEXT NOT NULL,
  member TEXT,
  reply_to TEXT,
  content TEXT NOT NULL,
  sent_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX playground_messages_by_revision ON playground_messages (revision);
