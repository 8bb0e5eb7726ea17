/** What Slack is asked to tell without anybody asking. */
export const eventTypes = [
  'app_home_opened',
  'app_uninstalled',
  'tokens_revoked',
  'user_change',
  'member_joined_channel',
] as const;
