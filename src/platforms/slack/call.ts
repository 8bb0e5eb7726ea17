/** Who asks and where, as the program knows it. */

import type { Call } from '../../chat/call.ts';
import type { Log } from '../../log.ts';
import type { Db } from '../../store/open.ts';
import { findMember, findWorkspace } from '../../store/people.ts';
import type { Access } from './installs.ts';
import type { KnownChannel, People, Person } from './people.ts';
import type { Asked } from './request.ts';

export type CallNeeds = {
  db: Db;
  log: Log;
  people: People;
  now(): number;
  /** Somebody waits for an answer meanwhile, and a form has to open within three seconds. */
  askWithinMs: number;
};

/** Whose request it is, and where it was made. */
export type Asker = Pick<Asked, 'workspace' | 'team' | 'teamName' | 'user' | 'origin'>;

/** What Slack does not tell in time is left out: a name is kept as it was, rights are not assumed. */
export async function callOf(needs: CallNeeds, asked: Asker, access: Access): Promise<Call> {
  const { people, now } = needs;
  const { workspace, team, user, origin } = asked;
  const at = now();
  const isChannel = /^[CG]/.test(origin.channel.id);
  const [person, channel] = await Promise.all([
    inTime(needs, people.person(access.token, workspace, user.id, at)),
    isChannel ? inTime(needs, people.channel(access.token, origin.channel.id, at)) : undefined,
  ]);
  const zone = person?.zone;
  return {
    platform: 'slack',
    workspace: { id: workspace, name: access.name || asked.teamName },
    channel: { id: origin.channel.id, name: channel?.name || origin.channel.name },
    user: { id: user.id, name: person?.name || (await knownName(needs.db, asked)) },
    admin: isAdmin({ person, channel, access, user: user.id, homes: [team, workspace] }),
    ...(zone !== undefined && { zone }),
    at,
  };
}

type Facts = {
  person: Person | undefined;
  channel: KnownChannel | undefined;
  access: Access;
  user: string;
  /** Ids of the workspace and the Enterprise; whoever is at home elsewhere is a guest whose roles count there. */
  homes: readonly string[];
};

function isAdmin({ person, channel, access, user, homes }: Facts): boolean {
  const rules = person?.admin === true && person.homes.some((home) => homes.includes(home));
  return rules || access.installedBy === user || channel?.creator === user;
}

async function inTime<T>({ askWithinMs, log }: CallNeeds, asking: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, askWithinMs, undefined);
  });
  try {
    return await Promise.race([asking, late]);
  } catch (err) {
    log.debug({ err }, 'Slack did not say who or where this is');
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

async function knownName(db: Db, { workspace, user }: Asker): Promise<string> {
  const known = await findWorkspace(db, 'slack', workspace);
  const member = known && (await findMember(db, known.id, user.id));
  return member?.name ?? user.name;
}
