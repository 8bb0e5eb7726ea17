import type Sqlite from 'better-sqlite3';
import type { Answer } from '../src/quiz/answer.ts';
import { localDay } from '../src/quiz/calendar.ts';
import type { Question } from '../src/quiz/question.ts';
import { weekOf } from '../src/quiz/season.ts';
import { nextPostAt } from './fill.ts';

/** When the live rounds close: seven hours after their post. */
export const liveCloseAt = nextPostAt + 7 * 60 * 60_000;

/** The live round of a channel by its number. */
export const liveRoundId = (channel: number) => `live${String(channel).padStart(16, '0')}`;

/**
 * Gives every channel of a filled database an open round, posted and answered by every member.
 * @param due how many channels' rounds close at {@link liveCloseAt}; the others' close a day later
 */
export function openRounds(db: Sqlite.Database, questions: readonly Question[], due: number): void {
  const on = localDay(nextPostAt, 'UTC');
  db.transaction(() => {
    db.exec('create temp table given (place integer primary key, id text, version integer, answer text)');
    const give = db.prepare('insert into given values (?, ?, ?, ?)');
    for (const [index, question] of questions.entries())
      give.run(index, question.id, question.version, JSON.stringify(someAnswer(question)));
    db.exec(`
      insert into rounds (id, team_id, channel_id, number, played_on, week, zone, question_id, question_version, status,
        opens_at, closes_at, post_ref)
        select printf('live%016d', channel), team_id, numbered.id, last_number + 1, '${on}', '${weekOf(on)}', 'UTC',
          given.id, version, 'open', ${nextPostAt},
          ${liveCloseAt} + case when channel < ${due} then 0 else 86400000 end, 'message'
        from (select *, cast(substr(id, 5) as integer) as channel from channels) numbered
        join given on given.place = channel % (select count(*) from given);
      update channels set last_number = last_number + 1;
      insert into outbox (id, once_key, kind, urgency, round_id, channel_id, state, attempts, ready_at, created_at,
        settled_at)
        select 'post-' || id, id || ':post', 'post', 0, id, channel_id, 'sent', 1, opens_at, opens_at, opens_at
        from rounds where status = 'open';
      insert into submissions (round_id, member_id, answer, answered_at, changed_at)
        select rounds.id, members.id, answer, opens_at, opens_at
        from rounds join members on members.team_id = rounds.team_id join given on given.id = rounds.question_id
        where rounds.status = 'open';
      update schedules set next_on = null, next_at = null;
    `);
  })();
}

function someAnswer(question: Question): Answer {
  switch (question.kind) {
    case 'choice':
      return { kind: 'choice', letters: ['a'] };
    case 'order':
      return { kind: 'order', letters: question.options.map(({ id }) => id) };
    case 'numeric':
      return { kind: 'numeric', value: question.answer.value };
    case 'open':
    case 'star':
      return { kind: 'text', text: question.weakExamples[0] ?? '' };
  }
}
