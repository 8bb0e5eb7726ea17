import { resolve } from 'node:path';
import { countOf } from '../bank/fault.ts';
import { readBank } from '../bank/read.ts';
import type { Config } from '../config.ts';
import { faultText } from './fault-text.ts';
import type { Finding } from './finding.ts';
import type { World } from './world.ts';

const about = 'bank';

/** Whether the bank loads, as start needs it; what is good style besides is for `bank check`. */
export async function bankFindings({ cwd }: World, { bankFolder }: Config): Promise<Finding[]> {
  const { questions, tips, faults } = await readBank(resolve(cwd, bankFolder));
  if (faults.length > 0) return faults.map((fault) => ({ level: 'wrong', about, said: faultText(fault, cwd) }));
  const said = `${countOf(questions.length, 'question')} and ${countOf(tips.length, 'tip')} in ${bankFolder}`;
  return [{ level: 'ok', about, said }];
}
