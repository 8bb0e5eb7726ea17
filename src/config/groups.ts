import type { VariableName } from './variables.ts';

/** Which variables are set, whether or not their values are good. */
export type IsSet = (name: VariableName) => boolean;

const slackSets =
  'use exactly one set: SLACK_BOT_TOKEN and SLACK_APP_TOKEN (Socket Mode), SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET ' +
  '(HTTP), or SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET and SLACK_SIGNING_SECRET (OAuth)';

/** One line for each variable of `names` that is missing although `because` needs it. */
function missing(isSet: IsSet, names: readonly VariableName[], because: string): string[] {
  return names.filter((name) => !isSet(name)).map((name) => `${name} is missing; ${because} needs it`);
}

/** @param httpMode whether DISCORD_MODE reads `http` */
function discordProblems(isSet: IsSet, httpMode: boolean): string[] {
  const switches = ['DISCORD_TOKEN', 'DISCORD_APPLICATION_ID', 'DISCORD_PUBLIC_KEY'] as const;
  if (!httpMode && !switches.some(isSet)) return [];
  return [
    ...missing(isSet, ['DISCORD_TOKEN', 'DISCORD_APPLICATION_ID'], 'Discord'),
    ...missing(isSet, httpMode ? ['DISCORD_PUBLIC_KEY'] : [], 'DISCORD_MODE=http'),
  ];
}

function slackProblems(isSet: IsSet): string[] {
  const oauthOnly = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const;
  const pasted = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'] as const;
  const [firstOauth, firstPasted] = [oauthOnly.find(isSet), pasted.find(isSet)];
  if (firstOauth && firstPasted)
    return [`${firstOauth} and ${firstPasted} belong to different Slack sets; ${slackSets}`];
  if (firstOauth) {
    return [
      ...missing(isSet, [...oauthOnly, 'SLACK_SIGNING_SECRET'], 'Slack OAuth'),
      ...missing(isSet, ['SECRET_KEY'], 'Slack OAuth, to encrypt the tokens it stores,'),
      ...missing(isSet, ['PUBLIC_URL'], 'Slack OAuth, whose redirects come back to it,'),
    ];
  }
  if (isSet('SLACK_APP_TOKEN')) return missing(isSet, ['SLACK_BOT_TOKEN'], 'SLACK_APP_TOKEN');
  const [bot, signing] = [isSet('SLACK_BOT_TOKEN'), isSet('SLACK_SIGNING_SECRET')];
  if (bot === signing) return [];
  return [`${bot ? 'SLACK_BOT_TOKEN' : 'SLACK_SIGNING_SECRET'} is set alone; ${slackSets}`];
}

function llmProblems(isSet: IsSet): string[] {
  const names = ['LLM_BASE_URL', 'LLM_MODEL'] as const;
  const isWanted = isSet('LLM_API_KEY') || names.some(isSet);
  return isWanted ? missing(isSet, names, 'the second reader of free-text answers') : [];
}

/** Problems no single variable shows: a group that is half set, or set twice. */
export function groupProblems(isSet: IsSet, httpMode: boolean): string[] {
  return [...discordProblems(isSet, httpMode), ...slackProblems(isSet), ...llmProblems(isSet)];
}
