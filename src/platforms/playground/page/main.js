import * as api from './api.js';
import { createClock } from './clock.js';
import { createCommandBox } from './command-box.js';
import { byId, el } from './dom.js';
import { createLog } from './log.js';
import { showChannels, showPeople } from './people.js';
import { rememberWelcome, showWelcome } from './welcome.js';

const usual = { as: 'bob', channel: 'mlops-interviews' };
const eyes = { ...usual };
for (const [name, value] of new URLSearchParams(location.search)) if (name in usual) eyes[name] = value;
let state = await api.state(eyes);
const { words } = state;
let stopListening = () => {};
/** What is being done now. */
let running;

const log = createLog({ words, act, zone: () => state.zone });
const clock = createClock({
  words,
  travel,
  reset: () =>
    attempt(async () => {
      rememberWelcome();
      await api.reset();
    }),
});
createCommandBox({
  words,
  commands: await api.commands(),
  run: (text) => attempt(() => api.command({ ...eyes }, `/mlops-quiz ${text}`)),
});
byId('product').textContent = words.product;
byId('place').textContent = words.place;
byId('scroll').setAttribute('aria-label', words.messages);
// Without a control in view, keys could not scroll it.
byId('scroll').tabIndex = 0;
byId('log').dataset.empty = words.empty;
byId('frame').hidden = false;
await look();

/** Shows the channel through the eyes of the member who acts now, from the beginning. */
async function look() {
  stopListening();
  const unusual = Object.entries(eyes).filter(([name, value]) => value !== usual[name]);
  history.replaceState(null, '', `${location.pathname}${unusual.length > 0 ? '?' : ''}${new URLSearchParams(unusual)}`);
  log.clear();
  showState();
  // Listening comes first, so that nothing falls between the two; the revision sorts out what arrives twice.
  let lost = false;
  stopListening = api.listen(eyes, {
    onMessage: (message) => {
      following(() => log.put(message));
      refreshState();
    },
    onReset: () => location.reload(),
    onOpen: () => {
      if (lost) look();
    },
    onLost: () => {
      lost = true;
      say(words.offline);
    },
  });
  const shown = { ...eyes };
  const messages = await api.messages(shown);
  if (shown.as !== eyes.as || shown.channel !== eyes.channel) return;
  for (const message of messages) log.put(message);
  say('');
  const steps = log.size() === 1 && byId('welcome').hasChildNodes();
  byId('scroll').scrollTop = steps ? 0 : byId('scroll').scrollHeight;
}

function showState() {
  const onSwitch = async (change) => {
    // Arrow keys go through the members faster than the server answers; the last one chosen holds.
    while (running) await running;
    const well = await attempt(async () => {
      const wanted = { ...eyes, ...change };
      state = await api.state(wanted);
      Object.assign(eyes, wanted);
      await look();
    });
    if (!well) showState();
  };
  showPeople({ members: state.members, words, me: eyes.as, onSwitch: (as) => onSwitch({ as }) });
  showChannels({
    channels: state.channels,
    channel: eyes.channel,
    words,
    onSwitch: (channel) => onSwitch({ channel }),
  });
  showWelcome({ firstRun: state.firstRun, words, jump: clock.jump });
  clock.show(state);
}

let refreshing;
/** What changed in the channel often changes what is due next; a burst of messages asks once. */
function refreshState() {
  clearTimeout(refreshing);
  refreshing = setTimeout(showTime, 150);
}

async function showTime() {
  state = await api.state(eyes);
  clock.show(state);
}

function act(message, action, values) {
  return attempt(() => api.action({ ...eyes }, { message, action, values }));
}

/** Moves time, and shows what that brought: the last post that is new or has turned into its answer. */
function travel(instant) {
  const before = log.revision();
  const work = async () => {
    await api.travelTo(instant);
    // At once: until then the clock would offer to go where it has already been.
    await showTime();
    return (await api.messages({ ...eyes })).filter(({ revision }) => revision > before);
  };
  return attempt(work, (changed) => {
    const post = changed.findLast((message) => !message.private && message.replyTo === undefined) ?? changed.at(-1);
    if (post) log.element(post.id).scrollIntoView({ block: 'start' });
  });
}

/** Does one thing at a time and says what became of it. @returns whether it went well */
async function attempt(work, reveal = revealOwn) {
  if (running) return false;
  running = carryOut(work, reveal);
  const well = await running;
  running = undefined;
  return well;
}

async function carryOut(work, reveal) {
  document.body.setAttribute('aria-busy', 'true');
  const slow = setTimeout(() => say(words.working), 400);
  try {
    const messages = (await work()) ?? [];
    for (const message of messages) log.put(message);
    reveal(messages);
    refreshState();
    say('');
    return true;
  } catch (error) {
    say(error.message, 'problem');
    return false;
  } finally {
    clearTimeout(slow);
    document.body.removeAttribute('aria-busy');
  }
}

/** Brings what a member's own act changed into view; a form that opened gets the focus. */
function revealOwn(messages) {
  const latest = messages.findLast(({ private: isPrivate }) => isPrivate) ?? messages.at(-1);
  const article = latest && log.element(latest.id);
  if (!article) return;
  const input = article.querySelector('form.form input, form.form textarea, form.form select');
  const wrong = article.querySelector('[aria-invalid] input, [aria-invalid]:is(input, textarea, select)');
  (wrong ?? input)?.focus({ preventScroll: true });
  article.scrollIntoView({ block: 'nearest' });
}

/** A reader at the end of the list stays at its end. */
function following(change) {
  const scroll = byId('scroll');
  const atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
  change();
  if (atEnd) scroll.scrollTop = scroll.scrollHeight;
}

function say(text, kind = '') {
  byId('status').className = `status ${kind}`;
  byId('status').replaceChildren(...(text === '' ? [] : [el('span', {}, text)]));
}
