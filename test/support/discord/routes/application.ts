/** Who the bot is (resources/user, resources/application). */

import type { Core } from '../core.ts';
import { refusal } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { wireGuild, wireUser } from '../wire.ts';
import { ok, type Route } from './route.ts';

function application({ state }: Core): JsonObject {
  return {
    id: state.applicationId,
    name: state.users.get(state.botId)?.name,
    icon: null,
    description: '',
    summary: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '',
    flags: 0,
    team: null,
    approximate_guild_count: state.guilds.size,
    integration_types_config: { 0: {} },
  };
}

export const applicationRoutes: Route[] = [
  { method: 'GET', path: '/oauth2/applications/@me', handle: (core) => ok(application(core)) },
  { method: 'GET', path: '/applications/@me', handle: (core) => ok(application(core)) },
  {
    method: 'GET',
    path: '/users/@me',
    handle: ({ state }) => {
      const bot = state.users.get(state.botId);
      if (!bot) throw refusal(10013);
      return ok(wireUser(bot));
    },
  },
  {
    method: 'GET',
    path: '/users/@me/guilds',
    handle: ({ state }) =>
      ok(
        [...state.guilds.values()]
          .filter(({ members }) => members.has(state.botId))
          .map((guild) => wireGuild(state, guild)),
      ),
  },
  {
    method: 'GET',
    path: '/users/:user',
    handle: ({ state }, asked) => {
      const user = state.users.get(asked.param('user'));
      if (!user) throw refusal(10013);
      return ok(wireUser(user));
    },
  },
];
