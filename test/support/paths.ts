import { fileURLToPath } from 'node:url';

export const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));
export const cacheFolder = fileURLToPath(new URL('../../node_modules/.cache/mlops-quiz', import.meta.url));
export const pgliteManifest = fileURLToPath(
  new URL('../../node_modules/@electric-sql/pglite/package.json', import.meta.url),
);
export const dataFolder = fileURLToPath(new URL('../../data', import.meta.url));
