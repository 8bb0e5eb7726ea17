import { z } from 'zod';
import { questionSchema } from '../quiz/question.ts';

/**
 * The JSON Schema (draft 7, which editors' YAML servers know best) of a file in `data/questions`, as the text of
 * `data/question.schema.json`. It says what fields there are, how long they may be and what they are for; the gates
 * remain for `bank check`.
 */
export function fileSchema(): string {
  const schema = z.toJSONSchema(z.array(questionSchema).min(1), { target: 'draft-7', io: 'input' });
  return `${JSON.stringify({ title: 'Questions of one topic', ...schema }, null, 2)}\n`;
}
