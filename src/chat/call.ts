import type { PlatformName } from '../store/schema.ts';

/** Who says something, and where: all that an adapter tells the program of a request. Ids are the platform's own. */
export type Call = {
  platform: PlatformName;
  workspace: { id: string; name: string };
  /** In a thread, its parent. A name that the platform does not tell is empty. */
  channel: { id: string; name: string };
  user: { id: string; name: string };
  /** The roles this person has here, where the platform has such. */
  roles?: readonly string[];
  /** Whether the platform's own rights make this person an admin here. */
  admin: boolean;
  /** The person's IANA zone where the platform tells it: the default of `admin setup`. */
  zone?: string;
  /** Epoch milliseconds. */
  at: number;
};
