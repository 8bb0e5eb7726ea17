import { BankError } from '../bank/fault.ts';
import { ConfigError } from '../config.ts';
import { masker } from '../redact.ts';
import { StartError } from '../server/http.ts';
import { StoreError } from '../store/error.ts';
import { faultText } from './fault-text.ts';

/** A command cannot do what it was asked for; the message says why and what to do, in one line. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** What the operator is told of an error: lines that say what to do, or the stack of a bug, without secrets. */
export function failureText(error: unknown, cwd: string): string {
  return `${lines(error, cwd).join('\n')}\n`;
}

function lines(error: unknown, cwd: string): readonly string[] {
  if (error instanceof ConfigError) return error.problems;
  if (error instanceof BankError) return error.faults.map((fault) => faultText(fault, cwd));
  if (error instanceof StoreError || error instanceof StartError || error instanceof CommandError) {
    return [error.message];
  }
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [masker([])(told)];
}
