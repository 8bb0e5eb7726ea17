/** The rows a command needs, read and written by statements prepared once, with nothing made of them. */

import type Sqlite from 'better-sqlite3';
import { localDay } from '../src/quiz/calendar.ts';
import { weekOf } from '../src/quiz/season.ts';

/** Who types, and where; the platform's ids. */
export type Asker = { workspace: string; channel: string; user: string };

type Lookup = (asker: Asker) => void;
type Id = { id: string };
type Round = Id & { questionId: string; questionVersion: number };

/** @param at epoch milliseconds at which an answer is saved */
export function prepareLookups(db: Sqlite.Database, at: number): Record<'today' | 'answer B' | 'leaderboard', Lookup> {
  for (const setting of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON']) db.pragma(setting);
  const enter = prepareEntrance(db);
  const openRound = prepareOpenRound(db);
  const submission = db.prepare<[string, string], { answer: string }>(
    'select * from submissions where round_id = ? and member_id = ?',
  );
  const save = prepareAnswer(db, at);
  const board = prepareBoard(db, weekOf(localDay(at, 'UTC')));
  return {
    today(asker) {
      const { channel, member } = enter(asker);
      submission.get(openRound(channel).id, member);
    },
    'answer B'(asker) {
      const { channel, member } = enter(asker);
      save(openRound(channel).id, channel, member);
    },
    leaderboard(asker) {
      const { channel, team } = enter(asker);
      board(team, channel);
    },
  };
}

/** Workspace, member, channel and its schedule. */
function prepareEntrance(db: Sqlite.Database): (asker: Asker) => { channel: string; member: string; team: string } {
  const workspace = db.prepare<[string], Id & { team_id: string }>(
    `select * from workspaces where platform = 'slack' and external_id = ?`,
  );
  const member = db.prepare<[string, string], Id>(
    `select members.* from identities join members on members.id = member_id
     where workspace_id = ? and external_id = ?`,
  );
  const channel = db.prepare<[string, string], Id>(
    `select channels.*, workspaces.platform from channels join workspaces on workspaces.id = workspace_id
     where workspace_id = ? and channels.external_id = ?`,
  );
  const schedule = db.prepare<[string], { time: string }>('select * from schedules where channel_id = ?');
  return (asker) => {
    const place = row(workspace.get(asker.workspace));
    const who = row(member.get(place.id, asker.user));
    const where = row(channel.get(place.id, asker.channel));
    schedule.get(where.id);
    return { channel: where.id, member: who.id, team: place.team_id };
  };
}

/** A channel's open round and its question. */
function prepareOpenRound(db: Sqlite.Database): (channel: string) => Round {
  const round = db.prepare<[string], Round>(
    `select *, question_id as questionId, question_version as questionVersion from rounds
     where channel_id = ? and status in ('planned', 'open') order by number desc limit 1`,
  );
  const question = db.prepare<[string, number], { content: string }>(
    'select content from questions where id = ? and version = ?',
  );
  return (channel) => {
    const open = row(round.get(channel));
    question.get(open.questionId, open.questionVersion);
    return open;
  };
}

/** An answer saved, and what its receipt tells: streak and answers so far. */
function prepareAnswer(db: Sqlite.Database, at: number): (round: string, channel: string, member: string) => void {
  const begin = db.prepare('begin immediate');
  const commit = db.prepare('commit');
  const state = db.prepare<[string]>('select status, closes_at, instant from rounds where id = ?');
  const previous = db.prepare<[string, string]>('select * from submissions where round_id = ? and member_id = ?');
  const save = db.prepare<[string, string, string, number, number]>(
    `insert into submissions (round_id, member_id, answer, answered_at, changed_at) values (?, ?, ?, ?, ?)
     on conflict (round_id, member_id) do update set answer = excluded.answer, changed_at = excluded.changed_at`,
  );
  const dropDraft = db.prepare<[string, string]>('delete from drafts where member_id = ? and form = ?');
  const aways = db.prepare<[string]>('select * from aways where member_id = ? order by from_on');
  const days = db.prepare<[string, string]>(
    `select played_on, status, answered_at from rounds
     left join submissions on submissions.round_id = rounds.id and member_id = ?
     where channel_id = ? and status <> 'void' order by played_on`,
  );
  const count = db.prepare<[string]>('select count(*) as n from submissions where round_id = ?');
  return (round, channel, member) => {
    begin.run();
    state.get(round);
    previous.get(round, member);
    save.run(round, member, '{"kind":"choice","letters":["b"]}', at, at);
    commit.run();
    dropDraft.run(member, round);
    aways.all(member);
    days.all(member, channel);
    count.get(round);
  };
}

/** A week's board: how many days were played, and the members' rows. */
export function prepareBoard(db: Sqlite.Database, week: string): (team: string, channel: string) => void {
  const playedDays = db.prepare<[string, string], { n: number }>(
    `select count(distinct played_on) as n from rounds where week = ? and status = 'closed' and channel_id = ?`,
  );
  const rows = db.prepare<[string, string, string], { points: number }>(
    `select member_id, scores.points, answers, credit, name, alias, board
     from scores join members on members.id = scores.member_id
     where scores.team_id = ? and channel_id = ? and period = ? order by scores.points desc`,
  );
  return (team, channel) => {
    // Once for whether the week has begun, once for how many rounds its caption tells.
    playedDays.get(week, channel);
    playedDays.get(week, channel);
    rows.all(team, channel, week);
  };
}

function row<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('The bare look-up found no row.');
  return found;
}
