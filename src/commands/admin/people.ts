/** Where admins hear of things, and who else is one. */

import { reply } from '../../chat/message.ts';
import { required, text } from '../../chat/option.ts';
import { oneLine } from '../../chat/text.ts';
import { allow, allowedRoleId, deny } from '../../store/allowances.ts';
import { channelByName } from '../../store/channels.ts';
import { setNotifyChannel } from '../../store/notices.ts';
import { personByName } from '../../store/people.ts';
import {
  allowed,
  denied,
  notifyHere,
  notifyOff,
  roleAllowed,
  roleDenied,
  unknownChannel,
  unknownPerson,
} from '../../words/people.ts';
import { type Context, channelHere } from '../context.ts';
import { defineCommand } from '../define.ts';

export const notifyCommand = defineCommand({
  name: 'admin notify',
  access: 'admin',
  options: { channel: text },
  examples: ['admin notify', 'admin notify #ml-leads', 'admin notify off'],
  async run(context, { channel }) {
    const { app, workspace } = context;
    if (channel !== undefined && /^(off|none)$/i.test(channel)) {
      await setNotifyChannel(app.db, workspace.teamId, null);
      return reply(notifyOff());
    }
    const place =
      channel === undefined ? await channelHere(context) : await channelByName(app.db, workspace.id, plainId(channel));
    if (!place) return reply(unknownChannel(oneLine(channel ?? '', 60)));
    await setNotifyChannel(app.db, workspace.teamId, place.id);
    return reply(notifyHere(place.name));
  },
});

export const allowCommand = defineCommand({
  name: 'admin allow',
  access: 'admin',
  options: { who: required(text) },
  examples: ['admin allow carol'],
  run: (context, { who }) => change(context, who, true),
});

export const denyCommand = defineCommand({
  name: 'admin deny',
  access: 'admin',
  options: { who: required(text) },
  examples: ['admin deny carol'],
  run: (context, { who }) => change(context, who, false),
});

async function change({ app, call, workspace, member, at }: Context, who: string, may: boolean) {
  const role = call.roles === undefined ? undefined : /^<@&(\d{1,20})>$/.exec(who.trim())?.[1];
  if (role !== undefined) {
    const id = allowedRoleId(role);
    const changed = may ? await allow(app.db, workspace.id, id, member.id, at) : await deny(app.db, workspace.id, id);
    return reply(may ? roleAllowed(who.trim(), changed) : roleDenied(who.trim(), changed));
  }
  const person = await personByName(app.db, workspace.id, plainId(who));
  if (!person) return reply(unknownPerson(oneLine(who, 60)));
  const changed = may
    ? await allow(app.db, workspace.id, person.externalId, member.id, at)
    : await deny(app.db, workspace.id, person.externalId);
  return reply(may ? allowed(person.name, changed) : denied(person.name, changed));
}

/** `<@U123>`, `<#C123|general>`, `@carol` or `#general` without what the platforms put around. */
function plainId(typed: string): string {
  const mention = /^<[@#][!&]?([^|>]+)(?:\|[^>]*)?>$/.exec(typed.trim())?.[1];
  return mention ?? typed.trim().replace(/^[@#]/, '');
}
