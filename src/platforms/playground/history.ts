import type { Handle, Store } from '../../store/open.ts';
import { addPlaygroundMessage, changePlaygroundMessage, type NewPlaygroundMessage } from '../../store/playground.ts';
import type { Content } from './shown.ts';

/** Writes messages down and tells whoever watches. */
export type History = {
  db: Handle;
  /** @returns the message's id, or that of the earlier message with the same key */
  add(message: Omit<NewPlaygroundMessage, 'id' | 'content' | 'sentAt'>, content: Content): Promise<string>;
  /** @returns whether there is such a message */
  change(id: string, content: Content): Promise<boolean>;
  /** Calls `onChange` after every change, and after `forget`; returns how to stop that. */
  watch(onChange: (change: 'message' | 'reset') => void): () => void;
  /** Tells watchers that every message is gone. */
  forget(): void;
};

export type HistoryNeeds = { store: Store; now(): number; newId(): string };

export function createHistory({ store, now, newId }: HistoryNeeds): History {
  const watchers = new Set<(change: 'message' | 'reset') => void>();
  const tell = (change: 'message' | 'reset') => {
    for (const watcher of watchers) watcher(change);
  };
  return {
    db: store.db,
    async add(message, content) {
      const row = { ...message, id: newId(), content: JSON.stringify(content), sentAt: now() };
      const id = await store.transaction((tx) => addPlaygroundMessage(tx, row));
      tell('message');
      return id;
    },
    async change(id, content) {
      const written = JSON.stringify(content);
      const found = await store.transaction((tx) => changePlaygroundMessage(tx, id, written, now()));
      if (found) tell('message');
      return found;
    },
    watch(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    forget: () => tell('reset'),
  };
}
