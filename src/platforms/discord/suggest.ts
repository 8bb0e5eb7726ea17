/** What Discord offers while somebody types an option's value. Pure. */

import type { Choice } from '../../chat/message.ts';
import type { Expectation, Option } from '../../chat/option.ts';
import { cut } from '../../chat/text.ts';
import { topicSlugs, topics } from '../../quiz/question.ts';

/** At most so many choices, and so many characters in each (interactions/application-commands#autocomplete). */
const most = 25;
const longest = 100;

export type Offer = {
  option: Option<unknown>;
  typed: string;
  /** The local day to read days by. */
  today: string;
  questions: readonly { id: string; title: string }[];
};

/** Values that fit what is typed so far, those that begin with it first; what can be read as it stands comes before all. */
export function suggestions({ option, typed, today, questions }: Offer): Choice[] {
  const before = /^.*(?:,|\.\.)\s*/.exec(typed)?.[0] ?? '';
  const isList = option.expects === 'topics' || option.expects === 'dates';
  const [kept, sought] = isList ? [before, typed.slice(before.length)] : ['', typed];
  const found = matching(known(option.expects, questions), sought).map(({ value, label }) => ({
    value: kept + value,
    label: kept === '' ? label : kept + value,
  }));
  const isWhole = typed.trim() !== '' && option.read(typed, { today }) !== undefined;
  const typedFirst = isWhole && !found.some(({ value }) => value === typed) ? [{ value: typed, label: typed }] : [];
  return [...typedFirst, ...found]
    .filter(({ value }) => value.length <= longest)
    .slice(0, most)
    .map(({ value, label }) => ({ value, label: cut(label, longest) }));
}

/** Whether a value of this kind is worth being looked up while it is typed. */
export function isOffered(expects: Expectation): boolean {
  return known(expects, []).length > 0 || expects === 'question';
}

const plain = (values: readonly string[]): Choice[] => values.map((value) => ({ value, label: value }));
const topicChoices: readonly Choice[] = topicSlugs.map((slug) => ({ value: slug, label: topics[slug] }));
const dayWords = plain(['today', 'tomorrow', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday']);
const frequentZones = ['UTC', 'Europe/London', 'Europe/Berlin', 'America/New_York', 'America/Los_Angeles'];
const zones = plain([...new Set([...frequentZones, ...Intl.supportedValuesOf('timeZone')])]);

function known(expects: Expectation, questions: Offer['questions']): readonly Choice[] {
  switch (expects) {
    case 'topic':
      return topicChoices;
    case 'topics':
      return [{ value: 'all', label: 'all' }, ...topicChoices];
    case 'zone':
      return zones;
    case 'days':
      return plain(['mon-fri', 'all', 'mon,wed,fri', 'tue,thu', 'weekends']);
    case 'time':
      return plain(['09:00', '08:00', '10:00', '12:00', '14:00']);
    case 'reveal':
      return plain(['16:00', '12:00', '17:00', 'instant']);
    case 'date':
    case 'dates':
      return dayWords;
    case 'round':
      return plain(['today']);
    case 'question':
      return questions.map(({ id, title }) => ({ value: id, label: `${id} · ${title}` }));
    case 'text':
    case 'answer':
    case 'choice':
    case 'yes-no':
    case 'difficulty':
      return [];
  }
}

function matching(choices: readonly Choice[], typed: string): Choice[] {
  const sought = plainWords(typed);
  const places = choices.map(({ value, label }) => {
    const texts = [plainWords(value), plainWords(label)];
    return texts.some((text) => text.startsWith(sought)) ? 0 : texts.some((text) => text.includes(sought)) ? 1 : 2;
  });
  return [0, 1].flatMap((place) => choices.filter((_, index) => places[index] === place));
}

function plainWords(text: string): string {
  return text.toLowerCase().replace(/[_-]/g, ' ').trim();
}
