/** One gateway session: what it is told, and what it missed while its connection was away. */

import type { WebSocket } from 'ws';
import type { JsonObject } from './json.ts';

export type Session = {
  id: string;
  shard: [id: number, count: number];
  intents: number;
  sequence: number;
  /** Every event since READY, for a RESUME. */
  told: { sequence: number; text: string }[];
  /** The open connection, if there is one. */
  socket: WebSocket | undefined;
};

const open = 1;

/** Numbers an event and sends it; without a connection it waits for a RESUME. */
export function tell(session: Session, event: string, data: JsonObject): void {
  session.sequence += 1;
  const text = JSON.stringify({ op: 0, t: event, s: session.sequence, d: data });
  session.told.push({ sequence: session.sequence, text });
  if (session.socket?.readyState === open) session.socket.send(text);
}

/** Sends what a session missed after the sequence it names. */
export function replay(session: Session, afterSequence: number): void {
  for (const { sequence, text } of session.told) {
    if (sequence > afterSequence) session.socket?.send(text);
  }
}
