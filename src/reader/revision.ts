import type { App } from '../app.ts';
import type { Message, Reply } from '../chat/message.ts';
import type { SecondReading } from '../quiz/verdict.ts';
import { readingId, type Whereabouts } from '../rounds/ask-reading.ts';
import { readingById } from '../store/readings.ts';
import { readNow } from './readings.ts';

/**
 * The revision of a reply that shows how an answer was read, where the second reader has not read it yet.
 * @param write the reply's first message anew, with what the second reader found
 */
export async function revisionOf(
  app: App,
  of: Whereabouts,
  write: (reading: SecondReading) => Message | Promise<Message>,
): Promise<Pick<Reply, 'revision'>> {
  if (!app.reader) return {};
  const id = readingId(of);
  const asked = await readingById(app.db, id);
  if (asked?.state !== 'waiting') return {};
  return {
    async revision() {
      const reading = await readNow(app, id);
      return reading && { messages: [await write(reading)], replaces: true };
    },
  };
}
