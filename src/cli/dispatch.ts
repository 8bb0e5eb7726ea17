import { stripVTControlCharacters } from 'node:util';
import { type ArgsDef, type CommandDef, parseArgs, renderUsage, runCommand } from 'citty';
import { nearestCommand } from '../chat/nearest.ts';
import type { World } from './world.ts';

// citty's own `runMain` prints by console and ends the process; here output and exit code belong to the caller.

/**
 * Finds the command that `args` name in the tree below `root` and runs it. `--help` shows its usage instead; a slip of
 * the operator is told with the usage.
 * @returns the exit code
 */
export async function dispatch(root: CommandDef, args: readonly string[], world: World): Promise<number> {
  let command = root;
  let rest = [...args];
  const path: string[] = [];
  for (;;) {
    const below = await subCommandsOf(command);
    const [word] = rest;
    const next = word === undefined || !Object.hasOwn(below, word) ? undefined : below[word];
    if (word === undefined || next === undefined) break;
    path.push(word);
    command = next;
    rest = rest.slice(1);
  }

  const usage = await usageText(root, command, path);
  if (rest.includes('--help') || rest.includes('-h')) {
    world.out(usage);
    return 0;
  }
  const slip = command.run ? await argumentSlip(command, rest) : await wordSlip(root, path, rest);
  if (slip !== undefined) {
    world.err(`${slip}\n\n${usage}`);
    return 1;
  }
  const { result } = await runCommand(command, { rawArgs: rest });
  return typeof result === 'number' ? result : 0;
}

/** The commands directly below one, by their word. */
async function subCommandsOf({ subCommands }: CommandDef): Promise<Record<string, CommandDef>> {
  const given = (await (typeof subCommands === 'function' ? subCommands() : subCommands)) ?? {};
  const entries = Object.entries(given).map(async ([word, command]) => {
    const resolved: CommandDef = await (typeof command === 'function' ? command() : command);
    return [word, resolved] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function usageText(root: CommandDef, command: CommandDef, path: readonly string[]): Promise<string> {
  const { name = '' } = await metaOf(root);
  const parent = { meta: { name: [name, ...path.slice(0, -1)].join(' ') } };
  const usage = await renderUsage(command, path.length === 0 ? undefined : parent);
  return `${stripVTControlCharacters(usage).replace(/ +$/gm, '').trimEnd()}\n`;
}

async function metaOf({ meta }: CommandDef) {
  return (await (typeof meta === 'function' ? meta() : meta)) ?? {};
}

/** What is wrong with the words after a command; citty passes over options it does not know. */
async function argumentSlip(command: CommandDef, rest: string[]): Promise<string | undefined> {
  const known: ArgsDef = (await (typeof command.args === 'function' ? command.args() : command.args)) ?? {};
  const optional = Object.fromEntries(Object.entries(known).map(([name, arg]) => [name, { ...arg, required: false }]));
  const given = parseArgs(rest, optional);
  const strange = Object.keys(given).find((name) => name !== '_' && !Object.hasOwn(known, name));
  if (strange !== undefined) return `There is no option ${strange.length === 1 ? '-' : '--'}${strange}.`;
  const positional = Object.entries(known).filter(([, arg]) => arg.type === 'positional');
  const missing = positional.find(([name, arg]) => arg.required !== false && !given[name]);
  if (missing !== undefined) return `<${missing[0].toUpperCase()}> is missing.`;
  const excess = given._[positional.length];
  return excess === undefined ? undefined : `"${excess}" is one word too many.`;
}

/** What is wrong with words that lead to no command. */
async function wordSlip(root: CommandDef, path: readonly string[], rest: readonly string[]): Promise<string> {
  const word = rest.find((part) => !part.startsWith('-'));
  if (word === undefined) return rest[0] === undefined ? 'Say what to do.' : `There is no option ${rest[0]}.`;
  const given = [...path, word].join(' ');
  const names = await commandNames(root);
  const shapes = names.map((name) => ({ name, access: 'admin', options: {}, examples: [] }) as const);
  const nearest = nearestCommand(shapes, given);
  const known = nearest !== undefined && names.includes(nearest);
  return `There is no command "${given}".${known ? ` Did you mean "${nearest}"?` : ''}`;
}

/** Every command that does something, by its whole name: `bank check`. */
async function commandNames(command: CommandDef, path: readonly string[] = []): Promise<string[]> {
  const below = Object.entries(await subCommandsOf(command));
  const names = await Promise.all(below.map(([word, next]) => commandNames(next, [...path, word])));
  return command.run ? [path.join(' '), ...names.flat()] : names.flat();
}
