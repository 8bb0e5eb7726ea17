/** Troubles by script: what the next calls of a method meet. */

import { ApiError, rateLimited } from './errors.ts';

/** Whether the call has its effect before the trouble. */
export type When = 'before' | 'after';

export type Trouble =
  | { kind: 'rate-limited'; retryAfterSeconds: number }
  /** Status 500. */
  | { kind: 'failing'; when: When }
  /** `ok: false` with this code, such as `fatal_error`, `internal_error` or `edit_window_closed`. */
  | { kind: 'error'; code: string; when?: When }
  | { kind: 'dropped'; when: When };

export type Held = {
  /** Resolves when the call has come. */
  reached: Promise<void>;
  /** Lets it go on. */
  release(): void;
};

type Step = Trouble | { kind: 'held'; when: When; reach(): void; released: Promise<void> };

/** Thrown where the connection ends without a response. */
export class Dropped extends Error {
  override readonly name = 'Dropped';
}

export function createFaults() {
  let scripted: { method: string; step: Step }[] = [];
  const releases = new Set<() => void>();

  return {
    /** @param method such as `chat.postMessage`, or `response_url` */
    next(method: string, trouble: Trouble, times = 1): void {
      for (let count = 0; count < times; count += 1) scripted.push({ method, step: trouble });
    },

    /** The next call waits, before or after its effect, until it is released. */
    hold(method: string, when: When): Held {
      const reached = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      releases.add(released.resolve);
      scripted.push({ method, step: { kind: 'held', when, reach: reached.resolve, released: released.promise } });
      return { reached: reached.promise, release: released.resolve };
    },

    /** Forgets what has not happened yet, and releases all that is held. */
    clear(): void {
      scripted = [];
      for (const release of releases) release();
      releases.clear();
    },

    /** What this call meets: two steps, around its effect. */
    meet(method: string): { before(): Promise<void>; after(): Promise<void> } {
      const place = scripted.findIndex((one) => one.method === method);
      const [met] = place < 0 ? [] : scripted.splice(place, 1);
      return { before: () => suffer(met?.step, 'before'), after: () => suffer(met?.step, 'after') };
    },
  };
}

async function suffer(step: Step | undefined, when: When): Promise<void> {
  if (!step) return;
  const due = step.kind === 'rate-limited' ? 'before' : (step.when ?? 'before');
  if (due !== when) return;
  switch (step.kind) {
    case 'rate-limited':
      throw rateLimited(step.retryAfterSeconds);
    case 'failing':
      throw new ApiError('internal_error', {}, 500);
    case 'error':
      throw new ApiError(step.code);
    case 'dropped':
      throw new Dropped();
    case 'held':
      step.reach();
      await step.released;
  }
}

export type Faults = ReturnType<typeof createFaults>;
