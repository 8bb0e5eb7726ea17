/** Slack's payloads as what is asked (reference/interaction-payloads, interactivity/implementing-slash-commands). Pure. */

import { z } from 'zod';
import type { Used } from '../../chat/message.ts';
import { commandText } from './command-text.ts';
import { type Origin, readOrigin } from './metadata.ts';

/** Ids and what is known of names. `workspace` is the Enterprise where one installation serves all of it. */
type Asker = {
  workspace: string;
  team: string;
  teamName: string;
  user: { id: string; name: string };
  /** Id of this very request: a replay has the same. */
  once: string;
  /** Opens one form, within three seconds. */
  trigger: string;
};

/** A view that a control was used in. */
type ViewSpot = { id: string; isHome: boolean /** Whether another view lies below it. */; isStacked: boolean };

export type Asked =
  | (Asker & { kind: 'command'; text: string; origin: Origin })
  /** `view` where the control stands in one, else `origin` has the message's response_url. */
  | (Asker & { kind: 'control'; used: Used; origin: Origin; view: ViewSpot | undefined })
  | (Asker & { kind: 'form'; used: Used; origin: Origin; inputs: readonly string[]; isStacked: boolean });

const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]).default(false);
const commandShape = z.object({
  command: z.string(),
  text: z.string().default(''),
  team_id: z.string(),
  team_domain: z.string().default(''),
  enterprise_id: z.string().optional(),
  is_enterprise_install: flag,
  channel_id: z.string(),
  channel_name: z.string().default(''),
  user_id: z.string(),
  user_name: z.string().default(''),
  response_url: z.string(),
  trigger_id: z.string(),
});

const interactive = {
  trigger_id: z.string().default(''),
  is_enterprise_install: flag,
  team: z.object({ id: z.string(), domain: z.string().default('') }).nullish(),
  enterprise: z.object({ id: z.string() }).nullish(),
  user: z.object({
    id: z.string(),
    username: z.string().optional(),
    name: z.string().optional(),
    team_id: z.string().optional(),
  }),
};
const option = z.object({ value: z.string() });
const valueShape = z.object({
  value: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
});
type Value = z.output<typeof valueShape>;

const actionsShape = z.object({
  ...interactive,
  type: z.literal('block_actions'),
  actions: z.tuple([valueShape.extend({ action_id: z.string(), action_ts: z.string().default('') })]).rest(z.unknown()),
  channel: z.object({ id: z.string(), name: z.string().default('') }).optional(),
  container: z.object({
    message_ts: z.string().optional(),
    thread_ts: z.string().optional(),
    is_ephemeral: z.boolean().default(false),
  }),
  response_url: z.string().optional(),
  view: z
    .object({
      id: z.string(),
      type: z.string(),
      private_metadata: z.string().default(''),
      previous_view_id: z.string().nullish(),
    })
    .optional(),
});
const submissionShape = z.object({
  ...interactive,
  type: z.literal('view_submission'),
  view: z.object({
    id: z.string(),
    hash: z.string().default(''),
    callback_id: z.string(),
    private_metadata: z.string().default(''),
    previous_view_id: z.string().nullish(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), valueShape)) }),
  }),
});

/** @returns undefined for what makes no sense here */
export function readRequest(body: unknown): Asked | undefined {
  // A command has no type. Trying one shape after the other would cost the time of telling what is wrong with each.
  switch (typeof body === 'object' && body !== null && 'type' in body ? body.type : 'command') {
    case 'command': {
      const { data } = commandShape.safeParse(body);
      return data && asCommand(data);
    }
    case 'block_actions': {
      const { data } = actionsShape.safeParse(body);
      return data && asControl(data);
    }
    case 'view_submission': {
      const { data } = submissionShape.safeParse(body);
      return data && asForm(data);
    }
    default:
      return undefined;
  }
}

function asCommand(sent: z.output<typeof commandShape>): Asked {
  const { team_id: team, user_id, user_name, channel_id, channel_name, trigger_id: trigger } = sent;
  return {
    kind: 'command',
    text: commandText(sent.text),
    workspace: sent.is_enterprise_install ? (sent.enterprise_id ?? team) : team,
    team,
    teamName: sent.team_domain,
    user: { id: user_id, name: user_name },
    once: trigger,
    trigger,
    origin: { channel: { id: channel_id, name: told(channel_name) }, url: sent.response_url, onPrivate: false },
  };
}

function asControl(sent: z.output<typeof actionsShape>): Asked {
  const { actions, container, channel, view, response_url: url } = sent;
  const [action] = actions;
  const { message_ts: message, thread_ts: thread } = container;
  const asker = askerOf(sent, [message ?? view?.id, action.action_id, action.action_ts].join(':'));
  const carried = view && readOrigin(view.private_metadata);
  const here = { id: channel?.id ?? '', name: told(channel?.name ?? '') };
  const onPrivate = container.is_ephemeral || here.id.startsWith('D');
  const inThread = thread !== undefined && thread !== message;
  return {
    ...asker,
    kind: 'control',
    used: {
      id: action.action_id,
      values: new Map([['value', valuesOf(action)]].filter(isChosen)),
      ...(message !== undefined && !onPrivate && !inThread && { on: message }),
    },
    origin: carried ?? {
      channel: here,
      ...(url !== undefined && { url }),
      ...(thread !== undefined && { thread }),
      onPrivate,
    },
    view: view && { id: view.id, isHome: view.type === 'home', isStacked: Boolean(view.previous_view_id) },
  };
}

function isChosen(entry: (string | string[])[]): entry is [string, string[]] {
  return Array.isArray(entry[1]) && entry[1].length > 0;
}

function asForm(sent: z.output<typeof submissionShape>): Asked {
  const { id, hash, callback_id, private_metadata, state, previous_view_id } = sent.view;
  const fields = Object.entries(state.values);
  return {
    ...askerOf(sent, `${id}:${hash}`),
    kind: 'form',
    used: {
      id: callback_id,
      values: new Map(fields.map(([input, value]) => [input, Object.values(value).flatMap(valuesOf)])),
    },
    inputs: fields.map(([input]) => input),
    origin: readOrigin(private_metadata) ?? { channel: { id: '', name: '' }, onPrivate: false },
    isStacked: Boolean(previous_view_id),
  };
}

type Interactive = z.output<z.ZodObject<typeof interactive>>;

function askerOf({ trigger_id, is_enterprise_install, team, enterprise, user }: Interactive, otherwise: string): Asker {
  const teamId = team?.id ?? user.team_id ?? enterprise?.id ?? '';
  return {
    workspace: is_enterprise_install ? (enterprise?.id ?? teamId) : teamId,
    team: teamId,
    teamName: team?.domain ?? '',
    user: { id: user.id, name: user.username ?? user.name ?? '' },
    once: trigger_id || `${user.id}:${otherwise}`,
    trigger: trigger_id,
  };
}

function valuesOf({ value, selected_option, selected_options }: Value): string[] {
  if (selected_options) return selected_options.map((chosen) => chosen.value);
  if (selected_option) return [selected_option.value];
  return value === null || value === undefined || value === '' ? [] : [value];
}

/** Of private channels and direct messages Slack tells a word instead of the name. */
function told(name: string): string {
  return name === 'privategroup' || name === 'directmessage' ? '' : name;
}
