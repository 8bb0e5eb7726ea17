import { versions } from 'node:process';
import { defineCommand } from 'citty';
import manifest from '../../package.json' with { type: 'json' };
import { type Config, ConfigError, readConfig } from '../config.ts';
import { bankFindings } from './doctor-bank.ts';
import { zoneFinding } from './doctor-clock.ts';
import { databaseFindings } from './doctor-database.ts';
import { platformFindings } from './doctor-platforms.ts';
import { portFinding } from './doctor-port.ts';
import { readerFinding } from './doctor-reader.ts';
import { type Finding, findingLine } from './finding.ts';
import type { World } from './world.ts';

export const doctorCommand = (world: World) =>
  defineCommand({
    meta: { name: 'doctor', description: 'Check all that the server needs; one line each' },
    async run() {
      let wrong = false;
      for await (const finding of findings(world)) {
        wrong ||= finding.level === 'wrong';
        world.out(findingLine(finding));
      }
      return wrong ? 1 : 0;
    },
  });

/** Each as soon as it is known: a large database takes a while. */
async function* findings(world: World): AsyncGenerator<Finding> {
  yield nodeFinding(versions.node, manifest.engines.node);
  yield zoneFinding();
  const config = readableConfig(world);
  if (Array.isArray(config)) {
    yield* config;
    yield { level: 'warn', about: 'the rest', said: 'not looked at until the configuration is right' };
    return;
  }
  yield { level: 'ok', about: 'configuration', said: 'readable and complete' };
  yield* databaseFindings(world, config);
  yield* await bankFindings(world, config);
  yield await portFinding(config.http);
  yield* platformFindings(config);
  if (config.llm) yield await readerFinding(config.llm);
}

function readableConfig({ env }: World): Config | Finding[] {
  try {
    return readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((said) => ({ level: 'wrong', about: 'configuration', said }));
  }
}

/**
 * @param version of Node that runs, '24.21.0'
 * @param needed '>=22.18', as package.json has it
 */
export function nodeFinding(version: string, needed: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = needed.replace('>=', '').split('.').map(Number);
  const enough = major > leastMajor || (major === leastMajor && minor >= leastMinor);
  return enough
    ? { level: 'ok', about: 'Node', said: version }
    : { level: 'wrong', about: 'Node', said: `${version}; install ${leastMajor}.${leastMinor} or later` };
}
