import { el } from './dom.js';

/** Controls that stand together: buttons in a row, selects and forms each on their own. */
export function controlsRow(controls, context) {
  return el('div', { class: 'controls' }, ...controls.map((control) => makers[control.kind](control, context)));
}

const makers = { button, select, form };

function button(control, { act }) {
  return el(
    'button',
    {
      type: 'button',
      class: ['button', control.tone, control.label.length === 1 && 'letter-button'].filter(Boolean).join(' '),
      disabled: control.disabled,
      'data-control': control.id,
      onclick: () => act(control.id, {}),
    },
    control.label,
  );
}

/** One choice is a list, several are boxes; a button sends it, so that looking through the list with keys sends nothing. */
function select(control, { act, messageId, words }) {
  const { id, label, options, min, max } = control;
  const name = `${messageId} ${id}`;
  const values = (event) => new FormData(event.currentTarget).getAll(name).filter((value) => value !== '');
  const onsubmit = (event) => {
    event.preventDefault();
    act(id, { value: values(event) });
  };
  const one = max === 1;
  const input = one ? listOf(name, options, undefined, min === 0, words) : boxesOf(name, options, []);
  const title = el(one ? 'span' : 'legend', { class: 'label' }, label);
  const field = one ? el('label', { class: 'field' }, title, input) : el('fieldset', { class: 'field' }, title, input);
  const send = el('button', { class: 'button', 'data-control': id }, words.choose);
  return el('form', { class: 'select', novalidate: true, onsubmit }, field, send);
}

function form(control, { act, messageId, words }) {
  const { id, label, inputs, submit } = control;
  const onsubmit = (event) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    act(id, Object.fromEntries(inputs.map((input) => [input.id, sentValue(input, data)])));
  };
  const fields = inputs.map((input) => field(input, `${messageId}-${input.id}`, words));
  const send = el('button', { class: 'button primary', 'data-control': id }, submit);
  return el(
    'form',
    { class: 'form', novalidate: true, onsubmit },
    el('fieldset', {}, el('legend', {}, label), ...fields, send),
  );
}

function sentValue(input, data) {
  return input.kind === 'checks' ? data.getAll(input.id) : (data.get(input.id) ?? '');
}

function field(input, elementId, words) {
  const { id, label, required, hint, problem } = input;
  const notes = [
    hint !== undefined && el('small', { class: 'hint', id: `${elementId}-hint` }, hint),
    problem !== undefined && el('small', { class: 'problem', id: `${elementId}-problem` }, problem),
  ].filter(Boolean);
  const described = {
    'aria-describedby': notes.map((note) => note.id).join(' ') || undefined,
    'aria-invalid': problem !== undefined && 'true',
  };
  const title = [label, required && el('span', { class: 'required' }, ` ${words.required}`)].filter(Boolean);
  if (input.kind === 'checks') {
    const boxes = boxesOf(id, input.options, input.values ?? []);
    return el('fieldset', { class: 'field', ...described }, el('legend', { class: 'label' }, ...title), notes, boxes);
  }
  const common = { id: elementId, name: id, required, ...described };
  const made = input.kind === 'select' ? listOf(id, input.options, input.value, !required, words) : textOf(input);
  for (const [name, value] of Object.entries(common)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  return el('div', { class: 'field' }, el('label', { class: 'label', for: elementId }, ...title), notes, made);
}

function textOf({ multiline, value }) {
  if (!multiline) return el('input', { type: 'text', value, autocomplete: 'off' });
  return el('textarea', { rows: 5 }, value ?? '');
}

function listOf(name, options, chosen, mayBeEmpty, words) {
  const empty = el('option', { value: '', disabled: !mayBeEmpty, selected: chosen === undefined }, words.chooseOne);
  const offered = options.map(({ value, label }) => el('option', { value, selected: value === chosen }, label));
  return el('select', { name }, empty, ...offered);
}

/** Boxes one below the other; mere letters side by side. */
function boxesOf(name, options, chosen) {
  const box = ({ value, label }) =>
    el(
      'label',
      { class: 'check' },
      el('input', { type: 'checkbox', name, value, checked: chosen.includes(value) }),
      label,
    );
  const letters = options.every(({ label }) => label.length === 1);
  return el('div', { class: letters ? 'checks letters' : 'checks' }, ...options.map(box));
}
