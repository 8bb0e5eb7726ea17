/** Registering commands (interactions/application-commands#endpoints), globally or for one guild. */

import { type CommandPayload, readCommand } from '../command-payload.ts';
import type { Core } from '../core.ts';
import { refusal } from '../errors.ts';
import { FormError } from '../form-body.ts';
import { limits } from '../limits.ts';
import type { Command } from '../state.ts';
import { wireCommand } from '../wire.ts';
import { type Answer, type Asked, done, guildOf, ok, type Route } from './route.ts';

const dayMs = 86_400_000;

function list(core: Core, asked: Asked, guildId?: string): Answer {
  requireOwn(core, asked);
  return ok(registered(core, guildId).map((command) => wireCommand(core.state, command)));
}

/** Creating a name that exists replaces it. */
function create(core: Core, asked: Asked, guildId?: string): Answer {
  requireOwn(core, asked);
  const payload = readCommand(asked.body);
  const isNew = !registered(core, guildId).some(({ name }) => name === payload.name);
  if (isNew && registered(core, guildId).length >= limits.chatInputCommands) throw refusal(30032);
  const [command] = put(core, [payload], guildId);
  return { status: isNew ? 201 : 200, ...(command ? { body: wireCommand(core.state, command) } : {}) };
}

/** Commands that are not named are gone; only new names count as created. */
function overwrite(core: Core, asked: Asked, guildId?: string): Answer {
  requireOwn(core, asked);
  if (!Array.isArray(asked.body)) {
    throw new FormError([{ path: [], code: 'BASE_TYPE_INVALID', message: 'Must be an array.' }]);
  }
  const payloads = asked.body.map((payload: unknown, place) => readCommand(payload, [place]));
  if (payloads.length > limits.chatInputCommands) throw refusal(30032);
  const names = payloads.map(({ name }) => name);
  const repeated = names.findIndex((name, place) => names.indexOf(name) < place);
  if (repeated >= 0) {
    const message = 'Application command names must be unique';
    throw new FormError([{ path: [repeated, 'name'], code: 'APPLICATION_COMMANDS_DUPLICATE_NAME', message }]);
  }
  const kept = put(core, payloads, guildId);
  core.state.commands = core.state.commands.filter((one) => one.guildId !== guildId || kept.includes(one));
  return ok(kept.map((command) => wireCommand(core.state, command)));
}

function remove(core: Core, asked: Asked, guildId?: string): Answer {
  requireOwn(core, asked);
  const gone = registered(core, guildId).find(({ id }) => id === asked.param('command'));
  if (!gone) throw refusal(10063);
  core.state.commands = core.state.commands.filter((command) => command !== gone);
  return done;
}

function put({ state, now }: Core, payloads: CommandPayload[], guildId?: string): Command[] {
  const old = state.commands.filter((command) => command.guildId === guildId);
  const scope = guildId ?? 'global';
  const recent = (state.commandCreates.get(scope) ?? []).filter((at) => now() - at < dayMs);
  const created = payloads.filter(({ name }) => !old.some((command) => command.name === name));
  if (recent.length + created.length > limits.commandCreatesPerDay) throw refusal(30034);
  state.commandCreates.set(scope, [...recent, ...created.map(() => now())]);
  const commands = payloads.map((payload): Command => {
    const id = old.find(({ name }) => name === payload.name)?.id ?? state.ids.next();
    return { ...payload, id, version: state.ids.next(), ...(guildId === undefined ? {} : { guildId }) };
  });
  state.commands = [
    ...state.commands.filter((one) => one.guildId !== guildId || !commands.some(({ name }) => name === one.name)),
    ...commands,
  ];
  return commands;
}

function registered({ state }: Core, guildId?: string): Command[] {
  return state.commands.filter((command) => command.guildId === guildId);
}

function requireOwn({ state }: Core, asked: Asked): void {
  if (asked.param('application') !== state.applicationId) throw refusal(10002);
}

const handlers = [
  { method: 'GET', under: '', handle: list },
  { method: 'POST', under: '', handle: create },
  { method: 'PUT', under: '', handle: overwrite },
  { method: 'DELETE', under: '/:command', handle: remove },
] as const;

export const commandRoutes: Route[] = handlers.flatMap(({ method, under, handle }): Route[] => [
  { method, path: `/applications/:application/commands${under}`, handle: (core, asked) => handle(core, asked) },
  {
    method,
    path: `/applications/:application/guilds/:guild/commands${under}`,
    handle: (core, asked) => handle(core, asked, guildOf(core, asked.param('guild')).id),
  },
]);
