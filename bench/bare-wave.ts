/** The rows that planning and closing a round leave behind, written by statements prepared once; nothing is decided. */

import type Sqlite from 'better-sqlite3';
import { localDay } from '../src/quiz/calendar.ts';
import { seasonOf, weekOf } from '../src/quiz/season.ts';
import { allTime, wholeTeam } from '../src/store/scores.ts';
import { present } from './app.ts';
import { ids, nextPostAt } from './fill.ts';
import { liveCloseAt, liveRoundId } from './live-rounds.ts';

const on = localDay(nextPostAt, 'UTC');
const week = weekOf(on);
const day = 24 * 60 * 60_000;

/** Plans the round of a channel by its number. */
export function preparePlan(db: Sqlite.Database): (channel: number) => void {
  const begin = db.prepare('begin immediate');
  const commit = db.prepare('commit');
  const question = present(
    db.prepare<[], { id: string; version: number }>('select id, version from questions limit 1').get(),
  );
  const moveOn = db.prepare<[string, number, string]>(
    'update schedules set next_on = ?, next_at = ? where channel_id = ?',
  );
  const count = db.prepare<[string], { number: number }>(
    'update channels set last_number = last_number + 1 where id = ? returning last_number as number',
  );
  const round = db.prepare(
    `insert into rounds (id, team_id, channel_id, number, played_on, week, zone, question_id, question_version, status,
       opens_at, closes_at) values (?, ?, ?, ?, ?, ?, 'UTC', ?, ?, 'planned', ?, ?)`,
  );
  const post = prepareErrand(db);
  return (channel) => {
    const [id, channelId] = [liveRoundId(channel), ids.channel(channel)];
    begin.run();
    moveOn.run(on, nextPostAt + 7 * day, channelId);
    const { number } = present(count.get(channelId));
    round.run(
      ...[id, ids.team(channel), channelId, number, on, week],
      ...[question.id, question.version, nextPostAt, liveCloseAt],
    );
    post(channel, 'post', 0);
    commit.run();
  };
}

/** Closes the live round of a channel: verdicts, sums, the six boards, the closing edit and the reveal. */
export function prepareClose(db: Sqlite.Database, members: number): (channel: number) => void {
  const begin = db.prepare('begin immediate');
  const commit = db.prepare('commit');
  const grade = db.prepare(
    'update submissions set credit = 1, points = 10, rule = 1, verdict = ? where round_id = ? and member_id = ?',
  );
  const end = db.prepare(
    `update rounds set status = 'closed', closed_at = ?, answers = 5, solved = 5, credit = 5 where id = ?`,
  );
  const score = db.prepare('insert into scores values (?, ?, ?, ?, 10, 1, 1)');
  const send = prepareErrand(db);
  return (channel) => {
    const [id, team] = [liveRoundId(channel), ids.team(channel)];
    const everybody = Array.from({ length: members }, (_, member) => ids.member(channel, member));
    begin.run();
    for (const member of everybody) grade.run('{"credit":1,"right":true}', id, member);
    end.run(liveCloseAt, id);
    for (const place of [ids.channel(channel), wholeTeam]) {
      for (const period of [week, seasonOf(week), allTime])
        for (const member of everybody) score.run(team, place, period, member);
    }
    send(channel, 'closing-edit', 1);
    send(channel, 'reveal', 2);
    commit.run();
  };
}

function prepareErrand(db: Sqlite.Database): (channel: number, kind: string, urgency: number) => void {
  const errand = db.prepare(
    `insert into outbox (id, once_key, kind, urgency, round_id, channel_id, state, ready_at, created_at)
       values (?, ?, ?, ?, ?, ?, 'ready', ?, ?)`,
  );
  return (channel, kind, urgency) => {
    const round = liveRoundId(channel);
    errand.run(
      ...[`${round}-${urgency}`, `${round}:${kind}`, kind, urgency, round, ids.channel(channel)],
      ...[nextPostAt, nextPostAt],
    );
  };
}
