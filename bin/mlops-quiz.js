#!/usr/bin/env node
// Plain JavaScript for any Node: an older one cannot load TypeScript, and the SQLite driver crashes it without a word.
import { existsSync } from 'node:fs';
import module from 'node:module';

const [major, minor] = process.versions.node.split('.').map(Number);
const loadsTypeScript = major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);

if (!loadsTypeScript) {
  console.error(
    `mlops-quiz needs Node 22.18 or later and this is ${process.versions.node}: run \`npm start\` or \`npm run quiz -- <command>\`, which bring the right one.`,
  );
  process.exit(1);
}

if (existsSync('.env')) {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    console.error(`.env cannot be read (${error.message}): make it a file this user may read, or remove it.`);
    process.exit(1);
  }
}

// Keeps what Node made of the TypeScript for the next start: that takes about half the time.
module.enableCompileCache?.();

import('../src/main.ts');
