/** What the app may do: asked for by OAuth, and written into the manifest. */

/** Post where an admin set it up, know who asks, and see whether it is in a channel. */
export const botScopes = ['commands', 'chat:write', 'im:write', 'users:read', 'channels:read', 'groups:read'] as const;

/** Post in public channels without an invitation; everything works without it. */
export const optionalScopes = ['chat:write.public'] as const;

/** Look whether an earlier post got through. Only by `slack manifest --history`, never by OAuth. */
export const historyScopes = ['channels:history', 'groups:history', 'im:history'] as const;
