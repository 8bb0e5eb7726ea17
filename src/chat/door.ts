import type { Call } from './call.ts';
import type { Given } from './command.ts';
import type { Reply, Used } from './message.ts';

/** How platforms hand requests in. Neither method throws for anything a person can send. */
export interface Door {
  /** @param text what follows the slash command's name */
  command(call: Call, text: string): Promise<Reply>;
  /** A command whose options the platform has taken apart already. */
  structured(call: Call, name: string, given: Given): Promise<Reply>;
  /** A used control. */
  action(call: Call, used: Used): Promise<Reply>;
}
