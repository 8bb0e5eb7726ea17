/** The app's manifest (reference/app-manifest), for "create app from manifest". Pure. */

import { commandName, manifestWords } from '../../words/slack.ts';
import { eventTypes } from './event-types.ts';
import { botScopes, historyScopes, optionalScopes } from './scopes.ts';

export type ManifestWish = {
  /** Without a slash at its end; undefined for Socket Mode, where Slack need not reach us. */
  publicUrl: string | undefined;
  /** Whether other workspaces install it too. */
  byOauth: boolean;
  /** Whether it may look for its own earlier posts. */
  history: boolean;
};

export type Manifest = ReturnType<typeof slackManifest>;

export function slackManifest({ publicUrl, byOauth, history }: ManifestWish) {
  const url = publicUrl && `${publicUrl}/slack/events`;
  const scopes = [...botScopes, ...optionalScopes, ...(history ? historyScopes : [])];
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: manifestWords.name,
      description: manifestWords.description,
      long_description: manifestWords.longDescription,
      background_color: '#1f4b5c',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      bot_user: { display_name: commandName, always_online: true },
      slash_commands: [
        {
          command: `/${commandName}`,
          description: manifestWords.commandDescription,
          usage_hint: manifestWords.usageHint,
          // Marks people and channels with their ids; what is typed is told no other way.
          should_escape: true,
          ...(url && { url }),
        },
      ],
    },
    oauth_config: {
      ...(byOauth && publicUrl && { redirect_urls: [`${publicUrl}/slack/oauth_redirect`] }),
      scopes: { bot: scopes, bot_optional: [...optionalScopes] },
    },
    settings: {
      event_subscriptions: { ...(url && { request_url: url }), bot_events: [...eventTypes] },
      interactivity: { is_enabled: true, ...(url && { request_url: url }) },
      org_deploy_enabled: byOauth,
      socket_mode_enabled: url === undefined,
      token_rotation_enabled: false,
    },
  };
}

/** The page of Slack's that opens with this manifest filled in. */
export function createAppLink(manifest: Manifest): string {
  return `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(JSON.stringify(manifest))}`;
}
