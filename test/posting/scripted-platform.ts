import { type Found, type Place, type Platform, PlatformError } from '../../src/chat/platform.ts';

/** What becomes of one call to the platform. */
export type Turn =
  | 'works'
  /** Nothing was done, and the platform says so. */
  | 'refuses'
  /** No answer came, and nothing was done. */
  | 'loses-request'
  /** No answer came, but it was done. */
  | 'loses-answer'
  /** It is done, and the caller is gone before the answer comes. */
  | 'caller-dies'
  | { throws: PlatformError };

export type ScriptedPlatform = Platform & {
  /** What the next calls meet, in order; after that everything works. */
  script: Turn[];
  /** Keys of the messages that stand, in the order they were sent; two with one key are two messages here. */
  standing: string[];
  edits: string[];
  looks: string[];
  /** What look-ups say, instead of the truth. */
  blind: Found | undefined;
};

/** A platform in this process that does what its script says. A ref is `ref-<n>`, n counted from 1. */
export function scriptedPlatform(): ScriptedPlatform {
  const lost = () => new PlatformError('unavailable', 'no answer', { certain: false });

  async function act(effect: () => void): Promise<void> {
    const turn = platform.script.shift() ?? 'works';
    if (typeof turn === 'object') throw turn.throws;
    if (turn === 'refuses') throw new PlatformError('unavailable', 'not now', { certain: true });
    if (turn === 'loses-request') throw lost();
    effect();
    if (turn === 'loses-answer') throw lost();
    if (turn === 'caller-dies') await new Promise(() => {});
  }

  const platform: ScriptedPlatform = {
    name: 'playground',
    script: [],
    standing: [],
    edits: [],
    looks: [],
    blind: undefined,
    async send(_place: Place, _message, key) {
      let ref = '';
      await act(() => {
        ref = `ref-${platform.standing.push(key)}`;
      });
      return ref;
    },
    edit: (_place, ref) => act(() => platform.edits.push(ref)),
    async find(_place, key) {
      platform.looks.push(key);
      await act(() => {});
      const at = platform.standing.indexOf(key);
      return platform.blind ?? (at < 0 ? 'absent' : { ref: `ref-${at + 1}` });
    },
    look: async () => ({ canPost: true, canThread: true, missing: [], seen: true }),
  };
  return platform;
}
