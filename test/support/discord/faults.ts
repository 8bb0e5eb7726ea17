/** Troubles by script: what the next requests to a route meet. */

import { ApiError, rateLimited } from './errors.ts';

/** Whether the request has its effect before the trouble. */
export type When = 'before' | 'after';

export type Trouble =
  | { kind: 'rate-limited'; retryAfterSeconds: number; scope?: 'user' | 'shared' | 'global' }
  | { kind: 'failing'; when: When; status?: 500 | 502 | 503 }
  | { kind: 'dropped'; when: When };

export type Held = {
  /** Resolves when the request has come. */
  reached: Promise<void>;
  /** Lets it go on. */
  release(): void;
};

type Scripted = {
  route: string;
  trouble: Trouble | { kind: 'held'; when: When; reach(): void; released: Promise<void> };
};

/** Thrown where the connection ends without a response. */
export class Dropped extends Error {
  override readonly name = 'Dropped';
}

/** Parameters may have any name: `POST /channels/:id/messages`. */
const nameless = (route: string) => route.replaceAll(/:\w+/g, ':');

export function createFaults() {
  let scripted: Scripted[] = [];
  const releases = new Set<() => void>();

  return {
    /** @param route method and path template, `PATCH /channels/:channel/messages/:message` */
    next(route: string, trouble: Trouble, times = 1): void {
      for (let count = 0; count < times; count += 1) scripted.push({ route: nameless(route), trouble });
    },

    hold(route: string, when: When): Held {
      const reached = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      releases.add(released.resolve);
      const trouble = { kind: 'held', when, reach: reached.resolve, released: released.promise } as const;
      scripted.push({ route: nameless(route), trouble });
      return { reached: reached.promise, release: released.resolve };
    },

    /** Forgets what has not happened yet, and releases all that is held. */
    clear(): void {
      scripted = [];
      for (const release of releases) release();
      releases.clear();
    },

    /** What this request meets: two steps, around its effect. */
    meet(route: string): { before(): Promise<void>; after(): Promise<void> } {
      const place = scripted.findIndex((one) => one.route === nameless(route));
      const [met] = place < 0 ? [] : scripted.splice(place, 1);
      const step = async (when: When) => {
        const trouble = met?.trouble;
        if (!trouble || (trouble.kind === 'rate-limited' ? 'before' : trouble.when) !== when) return;
        switch (trouble.kind) {
          case 'rate-limited':
            throw rateLimited(trouble.scope ?? 'user', trouble.retryAfterSeconds);
          case 'failing':
            throw new ApiError(trouble.status ?? 500, { message: '500: Internal Server Error', code: 0 });
          case 'dropped':
            throw new Dropped();
          case 'held':
            trouble.reach();
            await trouble.released;
        }
      };
      return { before: () => step('before'), after: () => step('after') };
    },
  };
}

export type Faults = ReturnType<typeof createFaults>;
