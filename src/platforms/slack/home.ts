/** The Home tab: the open question, own numbers and choices, help. For its reader alone. */

import type { Door } from '../../chat/door.ts';
import { homeBottom, homeTop } from '../../words/slack.ts';
import { type Asker, type CallNeeds, callOf } from './call.ts';
import type { Access } from './installs.ts';
import { writeOrigin } from './metadata.ts';
import { homeView } from './view.ts';
import type { Clients } from './web.ts';

export type Home = { publish(reader: Asker, access: Access): Promise<void> };

const shownCommands = ['today', 'me stats', 'me settings'];

export function createHome(needs: CallNeeds & { door: Door; clients: Clients }): Home {
  const { door, clients } = needs;
  return {
    async publish(reader, access) {
      const call = await callOf(needs, reader, access);
      const parts = [];
      for (const line of shownCommands) {
        const { messages } = await door.command(call, line);
        parts.push(messages.flatMap(({ blocks }) => blocks));
      }
      const view = homeView([homeTop(), ...parts, homeBottom()]);
      const private_metadata = writeOrigin({ ...reader.origin, onPrivate: false });
      await clients
        .interactive(access.token)
        .views.publish({ user_id: reader.user.id, view: { ...view, private_metadata } });
    },
  };
}
