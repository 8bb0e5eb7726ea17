/** Guilds and their members (resources/guild). */

import { refusal } from '../errors.ts';
import { wireChannel, wireGuild, wireMember, wireRole } from '../wire.ts';
import { guildOf, ok, type Route } from './route.ts';

export const guildRoutes: Route[] = [
  {
    method: 'GET',
    path: '/guilds/:guild',
    handle: (core, asked) => ok(wireGuild(core.state, guildOf(core, asked.param('guild')))),
  },
  {
    method: 'GET',
    path: '/guilds/:guild/roles',
    handle: (core, asked) => ok([...guildOf(core, asked.param('guild')).roles.values()].map(wireRole)),
  },
  {
    method: 'GET',
    path: '/guilds/:guild/channels',
    handle({ state, ...core }, asked) {
      const guild = guildOf({ state, ...core }, asked.param('guild'));
      const channels = [...state.channels.values()].filter((one) => one.kind === 'text' && one.guildId === guild.id);
      return ok(channels.map((channel) => wireChannel(state, channel)));
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/members/:user',
    handle(core, asked) {
      const guild = guildOf(core, asked.param('guild'));
      const member = guild.members.get(asked.param('user'));
      if (!member) throw refusal(core.state.users.has(asked.param('user')) ? 10007 : 10013);
      return ok(wireMember(core.state, guild, member));
    },
  },
];
