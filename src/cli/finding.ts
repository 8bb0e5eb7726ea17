/** What one check of `doctor` found: `wrong` keeps the server from working, `warn` wants a look. */
export type Finding = { level: 'ok' | 'warn' | 'wrong'; about: string; said: string };

/** One finding as one line: level, what it is about, what was seen and what to do. */
export function findingLine({ level, about, said }: Finding): string {
  return `${level.padEnd(5)}  ${about}: ${said.replace(/\s*\n\s*/g, ' ')}\n`;
}
