import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'offline',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**'],
          globalSetup: ['test/support/global-setup.ts'],
          setupFiles: ['test/support/leaks.ts'],
          // Files share their worker's modules: loading the program and PostgreSQL anew for each took longer than the tests.
          isolate: false,
          // Many tests wait for a process or a socket; one worker more than there are cores fills the gaps.
          maxWorkers: availableParallelism() + 1,
          // The first PostgreSQL of a file takes a second to start, several on a busy machine.
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
        },
      },
    ],
  },
});
