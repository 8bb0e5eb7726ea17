import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const processes = 'test/**/*.process.test.ts';
const onEachEngine = globSync('test/**/*.test.ts').filter((file) => /\bengines\b/.test(readFileSync(file, 'utf8')));

const shared = {
  setupFiles: ['test/support/leaks.ts'],
  // Files share their worker's modules: loading the program and PostgreSQL anew for each took longer than the tests.
  isolate: false,
  // Many tests wait for a process or a socket; one worker more than there are cores fills the gaps.
  maxWorkers: availableParallelism() + 1,
  // Nothing takes a tenth of this on an idle machine; on a busy one a slow test is no wrong one.
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    projects: [
      // Everything that needs no process but its own: quick enough to run before every commit.
      {
        test: {
          ...shared,
          name: 'offline',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', processes],
          env: { TEST_ENGINE: 'sqlite' },
        },
      },
      // What the store promises, kept by the other engine too.
      {
        test: {
          ...shared,
          name: 'postgres',
          globalSetup: ['test/support/global-setup.ts'],
          include: onEachEngine,
          env: { TEST_ENGINE: 'postgres' },
        },
      },
      // The program as its operator starts it, in a process of its own.
      { test: { ...shared, name: 'processes', include: [processes] } },
      { test: { name: 'browser', include: ['test/browser/**/*.test.ts'] } },
    ],
  },
});
