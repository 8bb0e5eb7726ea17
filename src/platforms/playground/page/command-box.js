import { byId, el, icon, icons } from './dom.js';

const shownAtMost = 8;

/**
 * The command box: a combobox whose list offers the commands that begin like what is typed, else those that hold it.
 * @param context `{ words, commands, run(text) }`
 */
export function createCommandBox({ words, commands, run }) {
  let offered = [];
  let active = -1;
  const input = el('input', {
    id: 'command',
    type: 'text',
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': 'command-list',
    'aria-describedby': 'command-usage',
    placeholder: words.commandHint,
    spellcheck: 'false',
    autocapitalize: 'off',
    enterkeyhint: 'send',
  });
  const list = el('ul', { id: 'command-list', role: 'listbox', 'aria-label': words.suggestions, hidden: true });
  const usage = el('p', { id: 'command-usage', class: 'usage' });
  const send = el('button', { class: 'button primary send', 'aria-label': words.send }, icon(icons.send));
  const label = el(
    'label',
    { class: 'prefix', for: 'command' },
    '/mlops-quiz',
    el('span', { class: 'unseen' }, ` ${words.commandLabel}`),
  );
  const form = byId('command-box');
  form.replaceChildren(list, el('div', { class: 'command-line' }, label, input, send), usage);

  const typed = () => input.value.replace(/^\s*\/mlops-quiz(\s+|$)/i, '').trimStart();

  function offer() {
    const text = typed().toLowerCase();
    const begin = commands.filter(({ name }) => name.startsWith(text.trimEnd()) && !text.startsWith(`${name} `));
    const hold = commands.filter(
      (command) => !begin.includes(command) && text !== '' && command.name.includes(text.trim()),
    );
    offered = [...begin, ...hold].slice(0, shownAtMost);
    active = -1;
    const current = commands.findLast(({ name }) => text === name || text.startsWith(`${name} `));
    usage.textContent = current ? `${current.usage} · ${current.summary}` : '';
    list.replaceChildren(...offered.map(optionElement));
    show(offered.length > 0 && document.activeElement === input);
  }

  function optionElement({ name, summary, access }, at) {
    const tag = access === 'admin' && el('span', { class: 'tag' }, words.admin);
    // A press must not take the focus from the input before its click arrives.
    const onmousedown = (event) => event.preventDefault();
    const properties = {
      role: 'option',
      id: `command-option-${at}`,
      'aria-selected': 'false',
      onmousedown,
      onclick: () => take(at),
    };
    return el('li', properties, el('code', {}, name), tag, el('span', { class: 'summary' }, summary));
  }

  function show(open) {
    list.hidden = !open;
    input.setAttribute('aria-expanded', String(open));
    if (!open) activate(-1);
  }

  function activate(at) {
    active = at;
    [...list.children].forEach((option, index) => {
      option.setAttribute('aria-selected', String(index === at));
      if (index === at) option.scrollIntoView({ block: 'nearest' });
    });
    if (at === -1) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', `command-option-${at}`);
  }

  function take(at) {
    input.value = `${offered[at].name} `;
    input.focus();
    offer();
    show(false);
  }

  const keys = {
    ArrowDown: () => (list.hidden ? offer() : activate((active + 1) % offered.length)),
    ArrowUp: () => !list.hidden && activate(active <= 0 ? offered.length - 1 : active - 1),
    Escape: () => show(false),
  };
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && active !== -1) {
      event.preventDefault();
      return take(active);
    }
    if (!(event.key in keys)) return;
    if (event.key !== 'Escape') event.preventDefault();
    keys[event.key]();
  });
  input.addEventListener('input', offer);
  input.addEventListener('blur', () => show(false));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const text = typed();
    show(false);
    if (await run(text)) {
      input.value = '';
      usage.textContent = '';
    }
  });
}
