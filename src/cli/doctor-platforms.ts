import type { Config, DiscordConfig, SlackConfig } from '../config.ts';
import type { Secret } from '../secret.ts';
import type { Finding } from './finding.ts';

/** Which platforms are switched on, and whether their tokens look like tokens; nobody is asked about them. */
export function platformFindings({ discord, slack, playground }: Config): Finding[] {
  if (!discord && !slack && !playground) {
    const said = 'none is switched on; set the tokens of Discord or Slack, or PLAYGROUND=on';
    return [{ level: 'warn', about: 'platforms', said }];
  }
  return [
    ...(discord ? [discordFinding(discord)] : []),
    ...(slack ? slackFindings(slack) : []),
    ...(playground ? [{ level: 'ok', about: 'playground', said: 'on' } as const] : []),
  ];
}

function discordFinding({ token, applicationId, mode }: DiscordConfig): Finding {
  const about = 'Discord';
  if (!/^[\w-]{18,}\.[\w-]{5,}\.[\w-]{20,}$/.test(token.reveal())) {
    const said = 'DISCORD_TOKEN does not look like one; copy it again from Bot in the Developer Portal';
    return { level: 'warn', about, said };
  }
  return { level: 'ok', about, said: `on by ${mode}, application ${applicationId}` };
}

function slackFindings(slack: SlackConfig): Finding[] {
  const about = 'Slack';
  const unlike = (name: string, token: Secret, start: string, page: string): Finding[] =>
    token.reveal().startsWith(start)
      ? []
      : [{ level: 'warn', about, said: `${name} does not begin with ${start}; copy it again from ${page}` }];
  const odd = [
    ...(slack.mode === 'oauth' ? [] : unlike('SLACK_BOT_TOKEN', slack.botToken, 'xoxb-', 'OAuth & Permissions')),
    ...(slack.mode === 'socket' ? unlike('SLACK_APP_TOKEN', slack.appToken, 'xapp-', 'Basic Information') : []),
  ];
  if (odd.length > 0) return odd;
  const how = slack.mode === 'oauth' ? `OAuth; installed at ${slack.publicUrl}/slack/install` : slack.mode;
  return [{ level: 'ok', about, said: `on by ${how}` }];
}
