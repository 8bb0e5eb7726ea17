/** The gateway (events/gateway): one WebSocket for each shard, sessions that outlive their connection. */

import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { close, guildsIntent, identifyFault, opcode, readIdentify } from './gateway-protocol.ts';
import { isObject, type JsonObject } from './json.ts';
import { limits } from './limits.ts';
import { ok, type Route } from './routes/route.ts';
import { replay, type Session, tell } from './session.ts';
import { shardOf } from './snowflake.ts';
import type { State } from './state.ts';
import { wireUser, wireWholeGuild } from './wire.ts';

export type GatewayOptions = {
  heartbeatMs: number;
  /** How many shards `GET /gateway/bot` recommends. */
  shards: number;
  /** How many shards may identify in the same five seconds. */
  maxConcurrency: number;
  /** Privileged intents the application has been granted. */
  grantedIntents: number;
};

type GatewayParts = { state: State; monotonic(): number; changed(): void };

export function createGateway(server: Server, { state, monotonic, changed }: GatewayParts, options: GatewayOptions) {
  const sockets = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  const counts = { identified: 0, resumed: 0 };
  let acknowledges = true;
  let startsLeft: number = limits.sessionStarts;

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    sockets.handleUpgrade(request, socket, head, (connection) => attend(connection, request.url ?? ''));
  });

  function attend(socket: WebSocket, path: string): void {
    const version = new URL(path, 'http://localhost').searchParams.get('v');
    if (version !== '10') {
      socket.close(close.invalidVersion);
      return;
    }
    let session: Session | undefined;
    let sends: number[] = [];
    send(socket, { op: opcode.hello, d: { heartbeat_interval: options.heartbeatMs } });
    changed();

    socket.on('message', (raw) => {
      sends = [...sends.filter((at) => monotonic() - at < limits.gatewaySendsMs), monotonic()];
      if (sends.length > limits.gatewaySends) return socket.close(close.rateLimited);
      const payload = parse(String(raw));
      if (!payload) return socket.close(close.decodeError);
      const data = isObject(payload.d) ? payload.d : {};
      switch (payload.op) {
        case opcode.heartbeat:
          if (acknowledges) send(socket, { op: opcode.acknowledge });
          return;
        case opcode.identify:
          if (session) return socket.close(close.alreadyAuthenticated);
          session = identify(socket, data);
          return changed();
        case opcode.resume:
          session = resume(socket, data);
          return changed();
        default:
          return socket.close(session ? close.unknownOpcode : close.notAuthenticated);
      }
    });
    socket.on('close', (code) => {
      if (session?.socket === socket) session.socket = undefined;
      // 1000 and 1001 end a session, every other code leaves it to be resumed.
      if (session && (code === 1000 || code === 1001)) sessions.delete(session.id);
      changed();
    });
  }

  function identify(socket: WebSocket, data: JsonObject): Session | undefined {
    const asked = readIdentify(data);
    const guilds = [...state.guilds.values()].filter((guild) => isHere(guild.id, asked.shard));
    const fault =
      state.token === asked.token
        ? identifyFault(asked, options.grantedIntents, guilds.length)
        : close.authenticationFailed;
    if (fault !== undefined) {
      socket.close(fault);
      return undefined;
    }
    const { shard, intents } = asked;
    startsLeft -= 1;
    counts.identified += 1;
    const session: Session = {
      id: `session-${counts.identified}`,
      shard,
      intents,
      sequence: 0,
      told: [],
      socket,
    };
    sessions.set(session.id, session);
    const bot = state.users.get(state.botId);
    tell(session, 'READY', {
      v: 10,
      ...(bot ? { user: wireUser(bot) } : {}),
      guilds: guilds.map(({ id: guildId }) => ({ id: guildId, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: url(),
      shard,
      application: { id: state.applicationId, flags: 0 },
    });
    if ((intents & guildsIntent) !== 0) {
      for (const guild of guilds) {
        if (guild.available) tell(session, 'GUILD_CREATE', wireWholeGuild(state, guild));
      }
    }
    return session;
  }

  function resume(socket: WebSocket, data: JsonObject): Session | undefined {
    if (state.token === undefined || data.token !== state.token) {
      socket.close(close.authenticationFailed);
      return undefined;
    }
    const session = sessions.get(String(data.session_id));
    if (!session || Number(data.seq) > session.sequence) {
      send(socket, { op: opcode.invalidSession, d: false });
      return undefined;
    }
    counts.resumed += 1;
    session.socket = socket;
    replay(session, Number(data.seq));
    tell(session, 'RESUMED', {});
    return session;
  }

  /** Bots are only in the guilds they were added to, each on one shard. */
  function isHere(guildId: string, [id, count]: [number, number]): boolean {
    return state.guilds.get(guildId)?.members.has(state.botId) === true && shardOf(guildId, count) === id;
  }

  function url(): string {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return `ws://127.0.0.1:${port}/gateway`;
  }

  const connected = () => [...sessions.values()].filter(({ socket }) => socket !== undefined);

  const route: Route = {
    method: 'GET',
    path: '/gateway/bot',
    handle: () =>
      ok({
        url: url(),
        shards: options.shards,
        session_start_limit: {
          total: limits.sessionStarts,
          remaining: startsLeft,
          reset_after: limits.sessionStartsMs,
          max_concurrency: options.maxConcurrency,
        },
      }),
  };

  return {
    route,
    /** Events about guilds need the intent GUILDS; interactions need none. */
    dispatch(event: string, data: JsonObject, guildId?: string): void {
      for (const session of sessions.values()) {
        const [id, count] = session.shard;
        const isMeant = guildId === undefined ? id === 0 : shardOf(guildId, count) === id;
        const isWanted = event === 'INTERACTION_CREATE' || (session.intents & guildsIntent) !== 0;
        if (isMeant && isWanted) tell(session, event, data);
      }
    },
    /** How often a session was started and resumed so far. */
    counts: (): Readonly<typeof counts> => ({ ...counts }),
    /** The shards that have a connection now. */
    connectedShards: (): number[] => connected().map(({ shard }) => shard[0]),
    /** Cuts every connection without a word; sessions can be resumed. */
    drop(): void {
      for (const socket of sockets.clients) socket.terminate();
    },
    /** Asks every client to reconnect and resume. */
    requestReconnect(): void {
      for (const { socket } of connected()) if (socket) send(socket, { op: opcode.reconnect, d: null });
    },
    /** @param resumable whether the client may try to resume; otherwise its session is gone */
    invalidateSessions(resumable: boolean): void {
      for (const session of connected()) {
        if (!resumable) sessions.delete(session.id);
        if (session.socket) send(session.socket, { op: opcode.invalidSession, d: resumable });
      }
    },
    /** Whether heartbeats are answered; unanswered ones make a zombie of a connection. */
    answerHeartbeats(answered: boolean): void {
      acknowledges = answered;
    },
    /** Closes every connection as after a token reset. */
    closeAll(code: number): void {
      for (const socket of sockets.clients) socket.close(code);
    },
    end(): void {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

export type Gateway = ReturnType<typeof createGateway>;

function send(socket: WebSocket, payload: JsonObject): void {
  socket.send(JSON.stringify({ s: null, t: null, ...payload }));
}

function parse(text: string): JsonObject | undefined {
  try {
    const payload: unknown = JSON.parse(text);
    return isObject(payload) ? payload : undefined;
  } catch {
    return undefined;
  }
}
