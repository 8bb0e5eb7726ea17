import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const door = fileURLToPath(new URL('../bin/mlops-quiz.js', import.meta.url));
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'mlops-quiz-door-')));
afterAll(() => rmSync(folder, { recursive: true }));

/** The real door before a program that only says what reached it, so that the door alone is on trial. */
const program = join(folder, 'program');
mkdirSync(join(program, 'bin'), { recursive: true });
mkdirSync(join(program, 'src'));
cpSync(door, join(program, 'bin/mlops-quiz.js'));
writeFileSync(join(program, 'package.json'), '{"type":"module"}');
writeFileSync(
  join(program, 'src/main.ts'),
  'const seen: unknown = [process.argv.slice(2), process.cwd(), process.env.FROM_FILE, process.env.FROM_BOTH];\nconsole.log(JSON.stringify(seen));\n',
);

function run(node: string, args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}) {
  const { cwd = folder, env } = options;
  const { status, stdout, stderr } = spawnSync(node, args, {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...env },
  });
  return { status, stdout, stderr };
}

/** A Node on PATH, not from a package, that is too old for the program. */
function oldNode(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((entry) => entry && !entry.includes('node_modules'));
  return folders
    .map((entry) => join(entry, 'node'))
    .find((node) => {
      const [major = 0, minor = 0] = run(node, ['-p', 'process.versions.node']).stdout?.split('.').map(Number) ?? [];
      return major > 0 && (major < 22 || (major === 22 && minor < 18));
    });
}

describe('the door', () => {
  it('refuses an older Node in one line that says what to run', (context) => {
    const node = oldNode();
    if (!node) return context.skip('no Node older than 22.18 is on PATH');
    const { status, stdout, stderr } = run(node, [door, 'start']);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^mlops-quiz needs Node 22\.18 or later and this is [\d.]+: run `npm start` [^\n]+\n$/);
  });

  it('passes the command line on, from any folder', () => {
    const { status, stdout } = run(process.execPath, [join(program, 'bin/mlops-quiz.js'), 'bank', 'check']);
    expect([status, JSON.parse(stdout)]).toEqual([0, [['bank', 'check'], folder, null, null]]);
  });

  it('opens through a symbolic link', () => {
    const link = join(folder, 'link');
    symlinkSync(join(program, 'bin/mlops-quiz.js'), link);
    expect(run(process.execPath, [link]).status).toBe(0);
  });

  it('reads .env from the working directory, and the real environment wins', () => {
    const cwd = join(folder, 'with-env');
    mkdirSync(cwd);
    writeFileSync(join(cwd, '.env'), 'FROM_FILE=file\nFROM_BOTH=file\n');
    const { stdout } = run(process.execPath, [join(program, 'bin/mlops-quiz.js')], { cwd, env: { FROM_BOTH: 'real' } });
    expect(JSON.parse(stdout)).toEqual([[], cwd, 'file', 'real']);
  });

  it('says in one line that .env cannot be read', () => {
    const cwd = join(folder, 'with-folder');
    mkdirSync(join(cwd, '.env'), { recursive: true });
    const { status, stderr } = run(process.execPath, [join(program, 'bin/mlops-quiz.js')], { cwd });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^\.env cannot be read \([^\n]+\n$/);
  });
});
