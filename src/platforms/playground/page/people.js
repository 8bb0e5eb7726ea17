import { byId, el } from './dom.js';

/** Who acts: one of the members, as radio buttons that look like a segmented control. */
export function showPeople({ members, words, me, onSwitch }) {
  const choice = (member) =>
    el(
      'label',
      { class: 'person' },
      el('input', {
        type: 'radio',
        class: 'unseen',
        name: 'as',
        value: member.id,
        checked: member.id === me,
        onchange: () => onSwitch(member.id),
      }),
      el('span', { class: 'initial', 'aria-hidden': 'true' }, member.name.slice(0, 1)),
      el('span', { class: 'person-name' }, member.id),
      member.admin && el('span', { class: 'tag' }, words.admin),
    );
  const people = byId('people');
  const focused = people.contains(document.activeElement);
  people.replaceChildren(el('legend', {}, words.youAre), el('div', { class: 'segments' }, ...members.map(choice)));
  if (focused) people.querySelector(':checked')?.focus();
}

/** The channel's name; a list to choose from where the team has several. */
export function showChannels({ channels, channel, words, onSwitch }) {
  const bar = byId('channel-bar');
  if (channels.length === 1) return bar.replaceChildren(el('h1', {}, `#${channel}`));
  const options = channels.map((name) => el('option', { value: name, selected: name === channel }, `#${name}`));
  const list = el(
    'select',
    { 'aria-label': words.channels, onchange: (event) => onSwitch(event.target.value) },
    ...options,
  );
  const focused = bar.contains(document.activeElement);
  bar.replaceChildren(el('h1', { class: 'unseen' }, `#${channel}`), list);
  if (focused) list.focus();
}
