import { afterAll, afterEach, beforeEach, expect } from 'vitest';
import { closeLeaks } from './store.ts';

const printed: unknown[][] = [];
const keep = (...said: unknown[]) => void printed.push(said);

// The program says what it has to say in its log; a library that prints has met something nobody thought of.
beforeEach(() => {
  console.error = keep;
  console.warn = keep;
});
afterEach(() => {
  expect(printed.splice(0), 'printed past the log').toEqual([]);
});

afterAll(closeLeaks);
