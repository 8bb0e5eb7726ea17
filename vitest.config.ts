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
