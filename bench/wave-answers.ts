import type Sqlite from 'better-sqlite3';
import type { Answer } from '../src/quiz/answer.ts';
import type { Question } from '../src/quiz/question.ts';

/** Opens every planned round, as if its post had been sent, and has every member answer it. */
export function answerEverything(db: Sqlite.Database, questions: readonly Question[], at: number): void {
  db.transaction(() => {
    db.exec('create temp table given (question_id text primary key, answer text)');
    const give = db.prepare('insert into given values (?, ?)');
    for (const question of questions) give.run(question.id, JSON.stringify(someAnswer(question)));
    db.exec(`
      update outbox set state = 'sent', attempts = 1, settled_at = ${at};
      insert into submissions (round_id, member_id, answer, answered_at, changed_at)
        select rounds.id, members.id, answer, ${at}, ${at}
        from rounds join members on members.team_id = rounds.team_id join given on given.question_id = rounds.question_id
        where rounds.status = 'planned';
      update rounds set status = 'open', post_ref = 'message' where status = 'planned';
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
