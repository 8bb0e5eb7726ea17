/** Socket Mode (apis/events-api/using-socket-mode): connections, envelopes and their acknowledgements. */

import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Core, violate } from './core.ts';
import { isObject, type Json, type JsonObject, parseJson } from './json.ts';
import { limits } from './limits.ts';

export type Envelope = {
  type: 'slash_commands' | 'interactive' | 'events_api';
  payload: JsonObject;
  acceptsResponse: boolean;
  retry?: { attempt: number; reason: string };
};

type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

export function createSockets(server: Server, core: Core) {
  const tickets = new Map<string, number>();
  const sockets: WebSocket[] = [];
  const waiting = new Map<string, { acceptsResponse: boolean; acknowledge(response: Json | undefined): void }>();
  const wss = new WebSocketServer({ noServer: true });
  let turn = 0;

  server.on('upgrade', (request, socket, head) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const ticket = searchParams.get('ticket') ?? '';
    const expiresAt = tickets.get(ticket);
    tickets.delete(ticket);
    if (pathname !== '/link/' || expiresAt === undefined || expiresAt <= core.monotonic()) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
      return;
    }
    wss.handleUpgrade(request, socket, head, welcome);
  });

  function welcome(socket: WebSocket): void {
    if (sockets.length >= limits.socketConnections.most) {
      disconnect(socket, 'too_many_websockets');
      socket.close();
      return;
    }
    sockets.push(socket);
    socket.on('message', (data) => receive(String(data)));
    socket.on('close', () => {
      sockets.splice(sockets.indexOf(socket), 1);
      core.waiting.changed();
    });
    const debug = { host: 'applink-1', build_number: 1, approximate_connection_time: 18_060 };
    const hello = { type: 'hello', num_connections: sockets.length, connection_info: { app_id: core.app.appId } };
    socket.send(JSON.stringify({ ...hello, debug_info: debug }));
    core.waiting.changed();
  }

  function receive(text: string): void {
    const message = parseJson(text);
    const id = isObject(message) ? message.envelope_id : undefined;
    const awaited = typeof id === 'string' ? waiting.get(id) : undefined;
    if (!isObject(message) || typeof id !== 'string' || !awaited) {
      violate(core, { where: 'socket', problems: ['acknowledges no envelope'], payload: text });
      return;
    }
    waiting.delete(id);
    const { payload } = message;
    const carries = isObject(payload) ? Object.keys(payload).length > 0 : payload !== undefined;
    if (carries && !awaited.acceptsResponse) {
      violate(core, { where: 'socket', problems: ['this envelope accepts no response payload'], payload: message });
    }
    awaited.acknowledge(carries ? payload : undefined);
    core.waiting.changed();
  }

  function disconnect(socket: WebSocket, reason: DisconnectReason): void {
    socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-1' } }));
  }

  const everyone = (reason: DisconnectReason) => {
    for (const socket of sockets) disconnect(socket, reason);
  };

  return {
    connections: () => sockets.length,
    /** Slack will refresh the connection in about ten seconds. */
    warn: () => everyone('warning'),
    /** Slack refreshes the connection: asks to leave, and closes. */
    refresh() {
      everyone('refresh_requested');
      for (const socket of [...sockets]) socket.close(1000);
    },
    /** Socket Mode is switched off. */
    disableLink() {
      everyone('link_disabled');
      for (const socket of [...sockets]) socket.close(1000);
    },
    /** The connection ends without a word. */
    drop() {
      for (const socket of [...sockets]) socket.terminate();
    },
    /** For apps.connections.open. */
    open(): string {
      const ticket = core.state.newId('ticket-');
      tickets.set(ticket, core.monotonic() + limits.socketTicketMs.most);
      return `${core.origin().replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${core.app.appId}`;
    },
    /** To one connection, by turns. False when there is none. */
    send(id: string, envelope: Envelope, acknowledge: (response: Json | undefined) => void): boolean {
      const socket = sockets[turn++ % Math.max(1, sockets.length)];
      if (!socket) return false;
      const { type, payload, acceptsResponse, retry } = envelope;
      waiting.set(id, { acceptsResponse, acknowledge });
      const retried = retry ? { retry_attempt: retry.attempt, retry_reason: retry.reason } : {};
      const message = { envelope_id: id, type, accepts_response_payload: acceptsResponse, payload, ...retried };
      socket.send(JSON.stringify(message));
      return true;
    },
    close(): void {
      for (const socket of [...sockets]) socket.terminate();
      wss.close();
    },
  };
}

export type Sockets = ReturnType<typeof createSockets>;
