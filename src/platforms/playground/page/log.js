import { byId, el, icon, icons } from './dom.js';
import { renderBlocks } from './render.js';

/**
 * The list of messages: each once, in its own place, threads under their post.
 * @param context `{ words, act(messageId, controlId, values), zone() }`
 */
export function createLog(context) {
  const list = byId('log');
  /** By id: the message as it was rendered last, and its element. */
  const known = new Map();

  function put(message) {
    const old = known.get(message.id);
    if (old && old.message.revision >= message.revision) return;
    const article = old?.article ?? place(message);
    known.set(message.id, { message, article });
    keepingFocus(article, () => article.replaceChildren(...contents(message, context)));
    article.className = `message${message.private ? ' private' : ''}${message.replyTo ? ' reply' : ''}`;
  }

  function place(message) {
    const article = el('article', { 'data-message': message.id });
    const parent = message.replyTo === undefined ? undefined : known.get(message.replyTo)?.article;
    if (parent) {
      const thread = threadOf(parent);
      thread.lastElementChild.append(article);
      const count = thread.lastElementChild.childElementCount;
      thread.firstElementChild.textContent =
        count === 1 ? context.words.reply : context.words.replies.replace('{n}', String(count));
      return article;
    }
    const day = dayOf(message.sentAt, context.zone());
    if (list.dataset.day !== day) list.append(el('h2', { class: 'day' }, day));
    list.dataset.day = day;
    list.append(article);
    return article;
  }

  return {
    put,
    clear() {
      known.clear();
      list.replaceChildren();
      delete list.dataset.day;
    },
    size: () => known.size,
    /** The latest change that is shown. */
    revision: () => Math.max(0, ...[...known.values()].map(({ message }) => message.revision)),
    element: (id) => known.get(id)?.article,
  };
}

/** The thread stands after its post's article, open at first: what comes into it is news. */
function threadOf(article) {
  if (article.nextElementSibling?.matches('details.thread')) return article.nextElementSibling;
  const thread = el('details', { class: 'thread', open: true }, el('summary'), el('div', { class: 'replies' }));
  article.after(thread);
  return thread;
}

function contents(message, { words, act, zone }) {
  const sent = new Date(message.sentAt);
  const head = el(
    'header',
    { class: 'message-head' },
    el('span', { class: 'author' }, words.product),
    el('span', { class: 'tag' }, words.app),
    el('time', { datetime: message.sentAt, title: sent.toISOString() }, timeOf(sent, zone())),
    message.private && el('span', { class: 'private-mark' }, icon(icons.lock), words.private),
  );
  const avatar = el('img', { class: 'avatar', src: '/playground/page/icon.svg', alt: '', width: 36, height: 36 });
  const body = renderBlocks(message, { words, act: (controlId, values) => act(message.id, controlId, values) });
  return [avatar, el('div', { class: 'message-body' }, head, ...body)];
}

/** A message that changes under the reader's hands must not take the focus away: it goes to the same control, else to the message. */
function keepingFocus(article, change) {
  const focused = article.contains(document.activeElement) ? document.activeElement : undefined;
  const { control } = focused?.dataset ?? {};
  const name = focused?.getAttribute('name');
  change();
  if (!focused) return;
  const all = [...article.querySelectorAll('[data-control], [name]')];
  const same = all.find((element) =>
    control ? element.dataset.control === control : name && element.getAttribute('name') === name,
  );
  if (same && !same.disabled) return same.focus({ preventScroll: true });
  article.tabIndex = -1;
  article.focus({ preventScroll: true });
}

function dayOf(instant, zone) {
  const parts = { weekday: 'short', day: 'numeric', month: 'short', timeZone: zone };
  return new Date(instant).toLocaleDateString('en-GB', parts).replace(',', '');
}

export function timeOf(date, zone) {
  return date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone });
}
