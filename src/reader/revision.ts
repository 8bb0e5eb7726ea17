import type { App } from '../app.ts';
import type { Message, Reply } from '../chat/message.ts';
import { readingId, type Whereabouts } from '../rounds/ask-reading.ts';
import { readingById } from '../store/readings.ts';
import { readNow } from './readings.ts';

/**
 * The revision of a reply that shows how an answer was read, where the second reader has not read it yet.
 * @param write the reply's first message anew, as things stand then; undefined where its answer is gone by then
 */
export async function revisionOf(
  app: App,
  of: Whereabouts,
  write: () => Promise<Message | undefined>,
): Promise<Pick<Reply, 'revision'>> {
  if (!app.reader) return {};
  const id = readingId(of);
  const asked = await readingById(app.db, id);
  if (asked?.state !== 'waiting') return {};
  return {
    async revision() {
      const message = (await readNow(app, id)) ? await write() : undefined;
      return message && { messages: [message], replaces: true };
    },
  };
}
