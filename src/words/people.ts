import { type Message, privately } from '../chat/message.ts';
import { quoted } from '../chat/text.ts';
import type { PlatformName } from '../store/schema.ts';
import { channelName, slash } from './common.ts';

const say = (text: string): Message => privately({ type: 'text', text });

export function notifyHere(channel: string): Message {
  return say(
    `Reports, claims, proposals and trouble will be told in ${channelName(channel)}, at most once a day of each kind. ${slash('admin notify off')} ends that.`,
  );
}

export function notifyOff(): Message {
  return say(`Nobody is told any more; ${slash('admin status')} shows the same.`);
}

export function unknownChannel(name: string): Message {
  return say(
    `I do not know a channel "${quoted(name)}". Type ${slash('admin notify')} in the channel itself. Nothing was changed.`,
  );
}

export function unknownPerson(name: string): Message {
  return say(`I do not know "${quoted(name)}" here yet; they have to use ${slash('help')} once. Nothing was changed.`);
}

export function allowed(name: string, changed: boolean): Message {
  return say(
    changed
      ? `${quoted(name)} may use admin commands now. ${slash('admin deny')} takes it back.`
      : `${quoted(name)} could already; nothing was changed.`,
  );
}

export function denied(name: string, changed: boolean): Message {
  return say(
    changed
      ? `${quoted(name)} may no longer use admin commands, unless the platform makes them an admin.`
      : `${quoted(name)} was not on the list; nothing was changed.`,
  );
}

const whoCan: Record<PlatformName, string> = {
  discord: 'anybody with Manage Server',
  slack: "workspace admins and owners, whoever installed me, and this channel's creator",
  playground: 'alice',
};

export function adminsOnly(platform: PlatformName): Message {
  return privately({
    type: 'text',
    text: `That is for admins: ${whoCan[platform]}, and whoever they name with ${slash('admin allow')}. Nothing was changed.`,
  });
}
