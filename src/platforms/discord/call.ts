/** Who asks and where, as the program knows it. */

import { readActionId } from '../../chat/action.ts';
import type { Call } from '../../chat/call.ts';
import type { Db } from '../../store/open.ts';
import { workspacesOfPerson } from '../../store/people.ts';
import { roundById } from '../../store/rounds.ts';
import type { Asked } from './interaction.ts';

export type CallNeeds = {
  db: Db;
  now(): number;
  /** A server's name, which interactions do not tell; empty where it cannot be learnt. */
  guildName(guild: string): Promise<string>;
};

/** @returns undefined for direct messages from somebody whom no server is known of */
export async function callOf(needs: CallNeeds, asked: Asked): Promise<Call | undefined> {
  const { guild } = asked;
  const workspace =
    guild === undefined ? await homeOf(needs, asked) : { id: guild, name: await needs.guildName(guild) };
  if (!workspace) return undefined;
  const { channel, user, roles, admin } = asked;
  return { platform: 'discord', workspace, channel, user, roles, admin, at: needs.now() };
}

/** The server that a button in direct messages belongs to: that of its round, else the one met first. */
async function homeOf({ db }: CallNeeds, asked: Asked) {
  const homes = await workspacesOfPerson(db, 'discord', asked.user.id);
  const action = asked.kind === 'control' || asked.kind === 'form' ? readActionId(asked.used.id) : undefined;
  const round = action?.subject === 'round' ? await roundById(db, action.id) : undefined;
  const home = homes.find(({ teamId }) => teamId === round?.teamId) ?? homes[0];
  return home && { id: home.externalId, name: home.name };
}
