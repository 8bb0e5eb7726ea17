/** What a command looks like: one definition from which parsing, usage, help and each platform's own form come. */

import type { Reply } from './message.ts';
import type { Option, Reading } from './option.ts';

// biome-ignore lint/suspicious/noExplicitAny: an option's value type is only known to its own command
export type Options = Readonly<Record<string, Option<any>>>;

/** The values a command's `run` gets: required options always, the others perhaps. */
export type Args<O extends Options> = {
  [K in keyof O]: O[K] extends Option<infer T, infer R>
    ? true extends R
      ? false extends R
        ? T | undefined
        : T
      : T | undefined
    : never;
};

/** A command without its work: what parsing, usage and help need. */
export type CommandShape = {
  /** `leaderboard`, or group and word: `admin setup`. */
  name: string;
  access: 'member' | 'admin';
  options: Options;
  /** Texts after `/mlops-quiz` that show its use; every one parses. */
  examples: readonly string[];
  /** Known, but not there yet: answers so, and is absent from help. */
  coming?: true;
};

export type Command<Context, O extends Options = Options> = CommandShape & {
  options: O;
  run(context: Context, args: Args<O>): Promise<Reply>;
};

/** A person's slip. It changes nothing; the catalogue says it in words. */
export type Slip =
  | { slip: 'unknown-command'; given: string; nearest?: string }
  | { slip: 'missing'; option: string }
  | { slip: 'not-understood'; option: string; given: string }
  | { slip: 'given-twice'; option: string }
  | { slip: 'too-much'; given: string };

export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly reason: Slip;
  readonly command: CommandShape | undefined;

  constructor(reason: Slip, command?: CommandShape) {
    super(reason.slip);
    this.reason = reason;
    this.command = command;
  }
}

/** The values as typed, by option name. */
export type Given = ReadonlyMap<string, string>;

/**
 * Turns typed values into the command's arguments.
 * @throws UsageError for a required value that is missing or any value that cannot be read.
 */
export function readOptions<O extends Options>(
  command: CommandShape & { options: O },
  given: Given,
  reading: Reading,
): Args<O> {
  const args = new Map<string, unknown>();
  for (const [name, option] of Object.entries(command.options)) {
    const typed = given.get(name);
    if (typed === undefined || typed.trim() === '') {
      if (option.required) throw new UsageError({ slip: 'missing', option: name }, command);
      continue;
    }
    const value = option.read(typed, reading);
    if (value === undefined) throw new UsageError({ slip: 'not-understood', option: name, given: typed }, command);
    args.set(name, value);
  }
  return Object.fromEntries(args) as Args<O>;
}

/** `admin void <round> <reason…>`: the usage line without the slash command's own name. */
export function usage(command: CommandShape): string {
  const words = Object.entries(command.options).map(([name, option]) => {
    const inner = option.rest ? `${name}…` : name;
    return option.required ? `<${inner}>` : `[${inner}]`;
  });
  return [command.name, ...words].join(' ');
}
