import { byId, el, icon, icons } from './dom.js';
import { timeOf } from './log.js';

/**
 * The clock and the ways to move it.
 * @param context `{ words, travel(instant), reset() }`
 * @returns `show(state)` for each new state of the playground, `jump(to, …label)` for one more button that moves time
 */
export function createClock({ words, travel, reset }) {
  let state;
  /** How far this playground runs ahead of the reader's own clock, in milliseconds. */
  let aheadMs = 0;
  const time = el('time', { class: 'clock-time' });
  const day = el('span', { class: 'clock-day' });
  const note = el('span', { class: 'clock-note' });
  const dialog = resetDialog(words, reset);
  const again = el(
    'button',
    { type: 'button', class: 'button quiet-button', onclick: () => dialog.showModal() },
    icon(icons.again),
    words.reset,
  );
  const noTravel = el('p', { class: 'clock-note', hidden: true }, words.noTravel);
  byId('clock').replaceChildren(
    el('h2', { id: 'clock-label' }, words.clock),
    el('p', { class: 'clock-face' }, time, day, note),
    el(
      'div',
      { class: 'clock-jumps' },
      jump('reveal', icon(icons.forward), words.toReveal),
      jump('post', icon(icons.clock), words.toPost),
      jump('day', icon(icons.calendar), words.toDay),
      again,
    ),
    noTravel,
    dialog,
  );
  setInterval(tell, 1000);

  /** @param {'reveal' | 'post' | 'day'} to */
  function jump(to, ...label) {
    const onclick = () => state?.next[to] && travel(state.next[to]);
    return el('button', { type: 'button', class: 'button', 'data-jump': to, onclick }, ...label);
  }

  function tell() {
    if (!state) return;
    const now = new Date(Date.now() + aheadMs);
    time.textContent = timeOf(now, state.zone);
    time.dateTime = now.toISOString();
    const parts = { weekday: 'short', day: 'numeric', month: 'short', timeZone: state.zone };
    day.textContent = `${now.toLocaleDateString('en-GB', parts).replace(',', '')} · ${state.zone}`;
  }

  return {
    show(newState) {
      state = newState;
      aheadMs = Date.parse(state.now) - Date.now();
      note.textContent = state.moved ? words.moved : '';
      noTravel.hidden = state.travels;
      for (const button of document.querySelectorAll('[data-jump]')) {
        const leads = state.travels && state.next[button.dataset.jump] !== null;
        // A button that goes off would drop the focus to nowhere.
        if (!leads && button === document.activeElement) byId('scroll').focus({ preventScroll: true });
        button.disabled = !leads;
      }
      tell();
    },
    jump,
  };
}

function resetDialog(words, reset) {
  const dialog = el(
    'dialog',
    { 'aria-labelledby': 'reset-question' },
    el(
      'form',
      { method: 'dialog' },
      el('p', { id: 'reset-question' }, words.resetQuestion),
      el('button', { class: 'button danger', value: 'yes' }, words.resetYes),
      el('button', { class: 'button', value: 'no', autofocus: true }, words.resetNo),
    ),
  );
  dialog.addEventListener('close', () => dialog.returnValue === 'yes' && reset());
  // Escape leaves the value of the last time.
  dialog.addEventListener('cancel', () => {
    dialog.returnValue = 'no';
  });
  return dialog;
}
