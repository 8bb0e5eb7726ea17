/** Where platforms hand requests in, and the one place where a person's slip or a bug of ours is caught. */

import { adminControl } from './actions/admin.ts';
import { appControl } from './actions/app.ts';
import { decideClaim } from './actions/claim.ts';
import { practiceControl } from './actions/practice.ts';
import { roundControl } from './actions/round.ts';
import { shareControl } from './actions/share.ts';
import { suggestionControl } from './actions/suggestion.ts';
import type { App } from './app.ts';
import { appAction, readActionId } from './chat/action.ts';
import type { Call } from './chat/call.ts';
import { UsageError } from './chat/command.ts';
import type { Door } from './chat/door.ts';
import { privately, type Reply, reply, type Used } from './chat/message.ts';
import { suggestionDetail } from './chat/nearest.ts';
import { pages } from './chat/pages.ts';
import { parseText } from './chat/parse-text.ts';
import { enter } from './commands/context.ts';
import { commands } from './commands/index.ts';
import { runCommand } from './commands/run.ts';
import { incidentMessage, staleControl } from './words/help.ts';
import { suggestionLabel, usageMessage } from './words/usage.ts';

export function createDoor(app: App, newIncident: () => string): Door {
  /** Runs one request; counts it, and turns what it throws into a private answer. */
  async function guarded(name: () => string, work: () => Promise<Reply>): Promise<Reply> {
    const started = performance.now();
    const took = () => (performance.now() - started) / 1000;
    try {
      const done = await work();
      app.metrics.commandHandled(name(), 'done', took());
      return paged(done);
    } catch (error) {
      if (error instanceof UsageError) {
        app.metrics.commandHandled(name(), 'refused', took());
        return usageReply(error);
      }
      const incident = newIncident();
      app.metrics.commandHandled(name(), 'failed', took());
      app.log.error({ err: error, incident, request: name() }, 'a request failed');
      return reply(incidentMessage(incident));
    }
  }

  return {
    command(call, text) {
      let name = 'unknown';
      return guarded(
        () => name,
        async () => {
          const { command, given } = parseText(commands, text);
          name = command.name;
          return runCommand(await enter(app, call), command, given);
        },
      );
    },

    structured(call, name, given) {
      const command = commands.find((candidate) => candidate.name === name);
      return guarded(
        () => command?.name ?? 'unknown',
        async () => {
          if (!command) throw new UsageError({ slip: 'unknown-command', given: name });
          return runCommand(await enter(app, call), command, given);
        },
      );
    },

    action(call, used) {
      const action = readActionId(used.id);
      return guarded(
        () => (action ? `${action.subject}:${action.word}` : 'unknown'),
        async () => act(app, call, used),
      );
    },
  };
}

/** A reply whose messages fit everywhere. A revision takes the place of a message only where both are one page. */
function paged({ messages, revision, ...rest }: Reply): Reply {
  const [first = [], ...others] = messages.map(pages);
  return {
    ...rest,
    messages: [first, ...others].flat(),
    ...(revision && {
      async revision() {
        const revised = await revision();
        const shown = revised?.messages.flatMap(pages) ?? [];
        return revised && { messages: shown, replaces: revised.replaces && first.length === 1 && shown.length === 1 };
      },
    }),
  };
}

async function act(app: App, call: Call, used: Used): Promise<Reply> {
  const action = readActionId(used.id);
  if (!action) return reply(staleControl());
  const context = await enter(app, call);
  switch (action.subject) {
    case 'round':
      return roundControl(context, action, used);
    case 'practice':
      return practiceControl(context, action, used);
    case 'app':
      return appControl(context, action, used);
    case 'admin':
      return adminControl(context, action, used);
    case 'suggestion':
      return suggestionControl(context, action, used);
    case 'claim':
      return decideClaim(context, action);
    case 'share':
      return shareControl(context, action);
  }
}

/** What was wrong, how it is meant, and a button for what it most likely meant. */
function usageReply(error: UsageError): Reply {
  const { reason, command } = error;
  const message = usageMessage(reason, command);
  const nearest = reason.slip === 'unknown-command' ? reason.nearest : undefined;
  const detail = nearest === undefined ? undefined : suggestionDetail(nearest);
  if (nearest === undefined || detail === undefined) return reply(message);
  const button = {
    kind: 'button',
    id: appAction('run', detail),
    label: suggestionLabel(nearest),
    tone: 'primary',
  } as const;
  return reply(privately(...message.blocks, { type: 'controls', controls: [button] }));
}
