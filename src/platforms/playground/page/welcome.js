import { byId, el, icon, icons } from './dom.js';
import { textElements } from './render.js';

const hiddenKey = 'playground-steps-hidden';

/** The first three steps, until the reader hides them. */
export function showWelcome({ firstRun, words, jump }) {
  const place = byId('welcome');
  if (localStorage.getItem(hiddenKey) === 'yes') return place.replaceChildren();
  const hide = () => {
    localStorage.setItem(hiddenKey, 'yes');
    place.replaceChildren();
    byId('command').focus();
  };
  const last = firstRun.steps.length - 1;
  const toReveal = jump('reveal', words.toReveal);
  toReveal.classList.add('inline');
  const steps = firstRun.steps.map((step, at) =>
    at === last ? el('li', {}, `${step} `, toReveal) : el('li', {}, step),
  );
  const close = el(
    'button',
    { type: 'button', class: 'close', 'aria-label': firstRun.dismiss, onclick: hide },
    icon(icons.close),
  );
  place.replaceChildren(
    el(
      'section',
      { class: 'welcome', 'aria-label': words.place },
      close,
      ...textElements(firstRun.welcome),
      el('ol', {}, ...steps),
      el('p', { class: 'quiet' }, firstRun.more),
    ),
  );
}

/** After a fresh start the steps are of use again. */
export function rememberWelcome() {
  localStorage.removeItem(hiddenKey);
}
