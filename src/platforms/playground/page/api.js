/** The playground's doors. Every call rejects with an Error whose message is a sentence for the member. */

async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error ?? `${response.status} ${response.statusText}`);
  return body;
}

const read = async (path) => answer(await fetch(`/playground/${path}`));

const send = async (path, body) =>
  answer(
    await fetch(`/playground/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );

const query = ({ as, channel }) => new URLSearchParams({ as, channel });

export const state = (eyes) => read(`state?${query(eyes)}`);
export const messages = async (eyes) => (await read(`messages?${query(eyes)}`)).messages;
export const commands = async () => (await read('commands')).commands;
export const command = async (eyes, text) => (await send('command', { ...eyes, text })).messages;
export const action = async (eyes, used) => (await send('action', { ...eyes, ...used })).messages;
export const travelTo = (instant) => send('clock', { to: instant });
export const reset = () => send('reset', {});

/**
 * Listens to what becomes new or different for a member.
 * @returns how to stop listening
 */
export function listen(eyes, { onMessage, onReset, onOpen, onLost }) {
  const source = new EventSource(`/playground/events?${query(eyes)}`);
  source.addEventListener('message', (event) => onMessage(JSON.parse(event.data)));
  source.addEventListener('reset', onReset);
  source.addEventListener('open', onOpen);
  source.addEventListener('error', onLost);
  return () => source.close();
}
