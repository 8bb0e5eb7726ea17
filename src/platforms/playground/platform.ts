import { type Platform, PlatformError } from '../../chat/platform.ts';
import { everyChannel, playgroundMessageByKey } from '../../store/playground.ts';
import type { History } from './history.ts';
import { personById } from './members.ts';
import { messageContent } from './shown.ts';

/** The playground behind the same port as Discord and Slack. A ref is the id of a message in its history. */
export function createPlatform(history: History): Platform {
  return {
    name: 'playground',

    async send(place, message, key) {
      const content = messageContent(message);
      if ('channel' in place) {
        return history.add({ channel: place.channel, member: null, replyTo: place.replyTo ?? null, key }, content);
      }
      if (!personById(place.member)) throw new PlatformError('gone', `The playground has no member "${place.member}".`);
      return history.add({ channel: everyChannel, member: place.member, replyTo: null, key }, content);
    },

    async edit(_place, ref, message) {
      if (await history.change(ref, messageContent(message))) return;
      throw new PlatformError('gone', `The playground has no message "${ref}".`);
    },

    async find(_place, key) {
      const ref = await playgroundMessageByKey(history.db, key);
      return ref === undefined ? 'absent' : { ref };
    },

    look: async () => ({ canPost: true, canThread: true, missing: [], seen: true }),
  };
}
