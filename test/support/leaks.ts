import { afterAll } from 'vitest';
import { closeLeaks } from './store.ts';

afterAll(closeLeaks);
