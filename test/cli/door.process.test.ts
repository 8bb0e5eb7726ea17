import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';
import { dataFolder } from '../support/paths.ts';

const door = fileURLToPath(new URL('../../bin/mlops-quiz.js', import.meta.url));

function run(cwd: string, line: string, env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [door, ...line.split(' ')], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, QUIZ_DATA: dataFolder, ...env },
  });
  return { status, stdout, stderr };
}

// Each run is a process of its own, and a busy machine takes seconds to start one.
describe('The real door', { timeout: 60_000 }, () => {
  it('gives the exit code, and each stream what belongs there', () => {
    const folder = temporaryFolder();
    expect(run(folder, 'bank stats')).toMatchObject({ status: 0, stderr: '' });
    expect(run(folder, 'teams', { PORT: 'x' })).toEqual({
      status: 1,
      stdout: '',
      stderr: 'PORT is "x"; use a whole number from 0 (any free port) to 65535\n',
    });
  });

  it('starts a server, beside which teams and doctor work and migrate does not', async () => {
    const folder = temporaryFolder();
    const server = spawn(process.execPath, [door, 'start'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env.PATH, QUIZ_DATA: dataFolder, PORT: '0' },
    });
    onTestFinished(() => void server.kill('SIGKILL'));
    const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
    let port = '';
    for await (const line of createInterface({ input: server.stdout })) {
      port = /"url":"http:\/\/127\.0\.0\.1:(\d+)"/.exec(line)?.[1] ?? '';
      if (port !== '') break;
    }

    expect(run(folder, 'teams').stdout).toMatch(/^playground:playground +Playground +3 +1 +1 +never$/m);
    expect(run(folder, 'migrate')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        new RegExp(`^Another server is using \\S+ \\(process ${server.pid}\\); [^\\n]*\\n$`),
      ),
    });
    const doctor = run(folder, 'doctor', { PORT: port });
    expect(doctor.status).toBe(0);
    expect(doctor.stdout).toContain(`ok     port: a server is running here, at http://127.0.0.1:${port}\n`);

    server.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});
