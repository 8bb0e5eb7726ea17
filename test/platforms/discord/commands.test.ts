import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as options from '../../../src/chat/option.ts';
import { commands } from '../../../src/commands/index.ts';
import { rootCommand } from '../../../src/platforms/discord/commands.ts';
import { difference } from '../../../src/platforms/discord/register.ts';
import { isOffered, suggestions } from '../../../src/platforms/discord/suggest.ts';
import { readCommand, sizeOf } from '../../support/discord/command-payload.ts';
import { limits } from '../../support/discord/limits.ts';

const root = rootCommand(commands);
const today = '2026-11-24';

describe('The slash command on Discord', () => {
  it('is taken by Discord, with room for its size to double', () => {
    const read = readCommand(JSON.parse(JSON.stringify(root)));
    expect(sizeOf(read)).toBeLessThan(limits.commandSize / 2);
    expect(read).toMatchObject({ name: 'mlops-quiz', contexts: [0], integration_types: [0] });
  });

  it('has every command that is there, and no other', () => {
    const paths = (root.options ?? []).flatMap((option) =>
      option.type === 2 ? (option.options ?? []).map(({ name }) => `${option.name} ${name}`) : [option.name],
    );
    const ready = commands.filter(({ coming }) => !coming).map(({ name }) => name);
    expect(paths.toSorted()).toEqual(ready.toSorted());
  });

  it('offers choices where they are few, and looks up while one types where they are many', () => {
    const setup = root.options?.find(({ name }) => name === 'admin');
    const inside = setup?.type === 2 ? setup.options?.find(({ name }) => name === 'setup')?.options : undefined;
    expect(inside).toMatchObject([
      { name: 'time', autocomplete: true },
      { name: 'zone', autocomplete: true },
      { name: 'days', autocomplete: true },
      { name: 'reveal', autocomplete: true },
      { name: 'topics', autocomplete: true },
      { name: 'difficulty', choices: expect.arrayContaining([{ name: 'hard', value: '3' }]) },
      { name: 'thread', choices: [{ value: 'on' }, { value: 'off' }] },
      { name: 'recap', choices: [{ value: 'on' }, { value: 'off' }] },
      { name: 'ping' },
    ]);
  });
});

describe('What differs from the registered command', () => {
  const scope = { applicationId: '1' };
  const registered = JSON.parse(JSON.stringify(root));

  it('is nothing for the same, however Discord tells it', () => {
    expect(difference(registered, root, scope)).toEqual([]);
    const told = JSON.parse(JSON.stringify(root), (key, value) =>
      key === 'required' && value === false ? undefined : value,
    );
    expect(difference({ ...told, id: '5', version: '6', nsfw: false }, root, scope)).toEqual([]);
  });

  it('is every part that is new, gone or changed', () => {
    const [first, ...others] = registered.options;
    const changed = { ...registered, contexts: null, options: [{ ...first, description: 'Old' }, ...others.slice(1)] };
    changed.options.push({ type: 1, name: 'old', description: 'Was here' });
    expect(difference(changed, root, scope)).toEqual(['~ help', '- old', '+ today', '~ /mlops-quiz (where it shows)']);
    expect(difference({ ...registered, contexts: null }, root, { ...scope, guild: '2' })).toEqual([]);
  });
});

describe('Suggestions while one types', () => {
  const questions = [{ id: 'drift-basics-03', title: 'What moved?' }];
  const offered = (option: Parameters<typeof suggestions>[0]['option'], typed: string) =>
    suggestions({ option, typed, today, questions }).map(({ value }) => value);

  it('begin with what was typed, where it can be read as it stands', () => {
    expect(offered(options.time, '7:15')[0]).toBe('7:15');
    expect(offered(options.date, '24 dec')).toEqual(['24 dec']);
    expect(offered(options.zone, 'new york')).toEqual(['America/New_York']);
  });

  it('find topics by name and slug, and add to a list', () => {
    expect(offered(options.topic, 'mlops b')).toEqual(['basics']);
    expect(offered(options.topicList, 'drift,mon')).toEqual(['drift,monitoring']);
    expect(offered(options.dates, 'today..fri')).toEqual(['today..fri', 'today..friday']);
  });

  it('find questions by id and title', () => {
    expect(offered(options.questionId, 'what')).toEqual(['what', 'drift-basics-03']);
  });

  it('are never more or longer than Discord takes, whatever is typed', () => {
    const kinds = [
      options.topic,
      options.topicList,
      options.zone,
      options.days,
      options.dates,
      options.round,
      options.time,
    ];
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.string({ maxLength: 300 }), (option, typed) => {
        const found = suggestions({ option, typed, today, questions });
        expect(found.length).toBeLessThanOrEqual(limits.choices);
        for (const { value, label } of found) {
          expect(value.length).toBeLessThanOrEqual(limits.choiceValue);
          expect(label.length).toBeGreaterThan(0);
          expect(label.length).toBeLessThanOrEqual(limits.choiceName);
        }
      }),
    );
  });

  it('hold only what the option reads', () => {
    for (const option of [
      options.topic,
      options.topicList,
      options.zone,
      options.days,
      options.dates,
      options.reveal,
    ]) {
      expect(isOffered(option.expects)).toBe(true);
      const values = offered(option, '');
      expect(values.length).toBeGreaterThan(0);
      expect(values.filter((value) => option.read(value, { today }) === undefined)).toEqual([]);
    }
  });
});
