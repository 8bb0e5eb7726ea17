/**
 * How far the free-text grader can be trusted: `npm run eval`. Corpora are looked for in
 * `../shared/grading` or in the folder that is named.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadBank } from '../../src/bank/load.ts';
import { gradeOpen } from '../../src/quiz/grading/open.ts';
import { isOpen, type OpenQuestion } from '../../src/quiz/question.ts';
import { attacks } from './attacks.ts';
import {
  asShipped,
  balanced,
  crossValidated,
  domainOf,
  featureNames,
  fitted,
  questionOf,
  readCorpus,
} from './corpora.ts';
import { mean, quantile } from './measures.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = process.argv[2] ?? join(root, '../shared/grading');
const line = (...cells: (string | number)[]) =>
  console.log(cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(3) : cell).padEnd(10)).join(' '));
const title = (text: string) => console.log(`\n${text}`);

function corpora(): void {
  title(
    'Graded answers, reference only (macro-F1 at .5, Pearson r; cross-validated: weights fitted without the group)',
  );
  const read = ['sciEntsBank', 'beetle']
    .map((name) => ({ name, answers: readCorpus(folder, name) }))
    .filter(({ answers }) => answers.length > 0)
    .map((corpus) => ({ ...corpus, examples: balanced(corpus.answers) }));
  if (read.length === 0) {
    console.log('none found');
    return;
  }
  line('corpus', 'group', 'F1', 'r');
  for (const [group, groupOf] of Object.entries({ question: questionOf, domain: domainOf })) {
    for (const [at, { f1, r }] of crossValidated(read, groupOf).entries()) line(read[at]?.name ?? '', group, f1, r);
  }
  for (const { name, answers } of read) {
    const { f1, r } = asShipped(answers);
    line(name, 'as shipped', f1, r);
  }
  const { start, weights } = fitted(read.map(({ examples }) => examples));
  console.log(
    `weights: start ${start.toFixed(2)}, ${featureNames.map((name, at) => `${name} ${weights[at]?.toFixed(2)}`).join(', ')}`,
  );
}

function ownRubrics(questions: readonly OpenQuestion[]): void {
  title(`The bank's ${questions.length} rubrics (scores)`);
  line('mean', 'highest', 'answer');
  const told = (name: string, scores: readonly number[]) => line(mean(scores), Math.max(...scores), name);
  told(
    'model answer',
    questions.map((question) => gradeOpen(question, question.modelAnswer).score),
  );
  told(
    'weak examples',
    questions.flatMap((question) => question.weakExamples.map((text) => gradeOpen(question, text).score)),
  );
  told(
    'another model answer',
    questions.map(
      (question, at) => gradeOpen(question, questions[(at + 5) % questions.length]?.modelAnswer ?? '').score,
    ),
  );
  for (const [name, attack] of Object.entries(attacks)) {
    told(
      name,
      questions.map((question) => gradeOpen(question, attack(question)).score),
    );
  }
}

function speed(questions: readonly OpenQuestion[]): void {
  const milliseconds = [0, 1, 2, 3, 4].flatMap(() =>
    questions.map((question) => {
      const text = `${question.modelAnswer} `.repeat(8).slice(0, 4000);
      const before = performance.now();
      gradeOpen(question, text);
      return performance.now() - before;
    }),
  );
  title(
    `An answer of 4,000 characters: p50 ${quantile(milliseconds, 0.5).toFixed(1)} ms, p95 ${quantile(milliseconds, 0.95).toFixed(1)} ms`,
  );
}

const { questions } = await loadBank(join(root, 'data'));
const open = questions.filter(isOpen);
corpora();
ownRubrics(open);
speed(open);
