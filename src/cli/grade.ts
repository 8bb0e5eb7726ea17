import { resolve } from 'node:path';
import { defineCommand } from 'citty';
import { z } from 'zod';
import { loadBank } from '../bank/load.ts';
import { readConfig } from '../config.ts';
import { gradeOpen } from '../quiz/grading/open.ts';
import { gradeByPoints, gradeByReference } from '../quiz/grading/rubric.ts';
import { isOpen, type OpenQuestion } from '../quiz/question.ts';
import type { OpenVerdict } from '../quiz/verdict.ts';
import { CommandError } from './failure.ts';
import { linesOf } from './lines.ts';
import type { World } from './world.ts';

export const gradeCommand = (world: World) =>
  defineCommand({
    meta: { name: 'grade', description: 'Grade free-text answers: JSON lines from standard input to standard output' },
    args: { bank: { type: 'boolean', description: 'Grade {"id","questionId","answer"} by the rubrics of the bank' } },
    async run({ args }) {
      const questions = args.bank === true ? await openQuestions(world) : undefined;
      await gradeLines(world.stdin, world.out, questions);
      return 0;
    },
  });

async function openQuestions({ env, cwd }: World): Promise<ReadonlyMap<string, OpenQuestion>> {
  const { questions } = await loadBank(resolve(cwd, readConfig(env).bankFolder));
  return new Map(questions.filter(isOpen).map((question) => [question.id, question]));
}

const id = z.union([z.string(), z.number()]);
const bankLine = z.object({ id, questionId: z.string(), answer: z.string() });
const keyPoint = z.object({
  id,
  text: z.string(),
  any: z.array(z.string()).optional(),
  not: z.array(z.string()).optional(),
  must: z.array(z.array(z.string())).optional(),
  weight: z.number().positive().optional(),
});
const plainLine = z
  .object({
    id,
    question: z.string().default(''),
    reference: z.union([z.string(), z.array(z.string())]).optional(),
    keyPoints: z.array(keyPoint).nullish(),
    answer: z.string(),
  })
  .refine(({ reference, keyPoints }) => reference !== undefined || (keyPoints ?? []).length > 0, {
    message: 'reference or keyPoints is missing',
  });

/**
 * Grades JSON lines as they come: `{ id, question, reference, keyPoints?, answer }`, or with `questions`
 * `{ id, questionId, answer }`, to `{ id, score, verdicts, flags }`. Empty lines are passed over.
 * @param questions the rubrics that lines name, by id
 * @throws CommandError naming the line that cannot be read; what came before it has been graded
 */
export async function gradeLines(
  input: AsyncIterable<string | Uint8Array>,
  out: (text: string) => void,
  questions?: ReadonlyMap<string, OpenQuestion>,
): Promise<void> {
  for await (const { number, text } of linesOf(input)) {
    if (text.trim() === '') continue;
    const read = <Line>(schema: z.ZodType<Line>): Line => readLine(schema, text, number);
    const graded =
      questions === undefined ? gradePlain(read(plainLine)) : gradeBanked(read(bankLine), questions, number);
    out(`${JSON.stringify(graded)}\n`);
  }
}

type Graded = { id: string | number } & Pick<OpenVerdict, 'score' | 'verdicts' | 'flags' | 'parts'>;

function gradePlain({ id, question, reference = [], keyPoints, answer }: z.infer<typeof plainLine>): Graded {
  const points = (keyPoints ?? []).map((point) => ({ ...point, id: String(point.id) }));
  const verdict =
    points.length > 0
      ? gradeByPoints(question, points, answer)
      : gradeByReference(question, [reference].flat(), answer);
  return told(id, verdict);
}

function gradeBanked(
  { id, questionId, answer }: z.infer<typeof bankLine>,
  questions: ReadonlyMap<string, OpenQuestion>,
  number: number,
): Graded {
  const question = questions.get(questionId);
  if (question === undefined) throw new CommandError(`Line ${number}: the bank has no open question "${questionId}".`);
  return told(id, gradeOpen(question, answer));
}

function told(id: string | number, { score, verdicts, flags, parts }: OpenVerdict): Graded {
  return { id, score, verdicts, flags, ...(parts === undefined ? {} : { parts }) };
}

function readLine<Line>(schema: z.ZodType<Line>, text: string, number: number): Line {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new CommandError(`Line ${number} is not JSON.`);
  }
  const line = schema.safeParse(json);
  if (line.success) return line.data;
  const [issue] = line.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw new CommandError(`Line ${number}: ${where === '' ? '' : `${where}: `}${issue?.message ?? 'cannot be read'}.`);
}
