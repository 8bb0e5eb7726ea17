import { type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Log } from '../../log.ts';
import type { Db } from '../../store/open.ts';
import { findWorkspace } from '../../store/people.ts';
import { loggable } from './errors.ts';

const named = z.object({ name: z.string() });
/** Somebody waits for an answer meanwhile, and it can be given without the name. */
const withinMs = 1000;

/**
 * The names of servers, which interactions do not tell: from the gateway where there is one, else from the store, else
 * from Discord. Names found are kept, because every interaction asks.
 * @returns a function from a server's id to its name; empty where it cannot be learnt
 */
export function createGuildNames({ db, rest, log }: { db: Db; rest: REST; log: Log }) {
  const kept = new Map<string, string>();

  async function ask(guild: string): Promise<string> {
    try {
      const signal = AbortSignal.timeout(withinMs);
      return named.parse(await rest.get(Routes.guild(guild), { signal })).name;
    } catch (err) {
      log.warn({ err: loggable(err), guild }, 'could not learn the name of a server');
      return '';
    }
  }

  return async (guild: string, fromGateway: string | undefined): Promise<string> => {
    const known = fromGateway ?? kept.get(guild);
    if (known !== undefined) return known;
    const name = (await findWorkspace(db, 'discord', guild))?.name ?? (await ask(guild));
    if (name !== '') kept.set(guild, name);
    return name;
  };
}
