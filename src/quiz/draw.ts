import { daysBetween, weekdayOf } from './calendar.ts';
import type { Difficulty, Kind, Topic } from './question.ts';
import { pick, seeded } from './random.ts';

export type Candidate = { id: string; kind: Kind; topic: Topic; difficulty: Difficulty };
/** How a question fared in a team: the local day it was last asked on, how often, and the mean credit 0…1 of all answers. */
export type Asked = { lastOn: string; times: number; credit: number };

/** What a draw is from. `topics` (none = all) and `difficulty` narrow the pool; without `difficulty` the weekday wishes one. */
export type DrawInput = {
  pool: readonly Candidate[];
  asked: ReadonlyMap<string, Asked>;
  /** Topics of the latest rounds, the latest last. */
  recentTopics: readonly Topic[];
  on: string;
  seed: string;
  topics?: readonly Topic[] | undefined;
  difficulty?: Difficulty | undefined;
};

type Wish = { open: boolean; difficulty: Difficulty | undefined };

/**
 * A topic does not return within this many rounds while there is another: the five weekdays have five topics, so that no
 * reveal helps with the next days' questions.
 */
const topicRestRounds = 4;
/** A question does not come back a second time within this many days while there is another. */
const comebackRestDays = 28;

/**
 * The question of a local day: Monday easy, midweek and weekends medium, Thursday hard, Friday open. Nothing repeats while an
 * eligible question is unasked: first those of the day's wish, then those one difficulty beside it, then any. After that
 * the least-solved comes back. Equal input draws equally, whatever order the pool is in; undefined only when no question is eligible.
 */
export function draw(input: DrawInput): { id: string; comeback: boolean } | undefined {
  const eligible = eligibleOf(input).sort((a, b) => (a.id < b.id ? -1 : 1));
  const unasked = eligible.filter(({ id }) => !input.asked.has(id));
  if (unasked.length === 0) {
    const least = leastSolved(eligible, input.asked, input.on);
    return least && { id: least.id, comeback: true };
  }
  const tier = bestTier(unasked, wishOf(input.on, input.difficulty));
  const chosen = pick(awayFromRecent(tier, input.recentTopics), seeded(`${input.seed} ${input.on}`));
  return chosen && { id: chosen.id, comeback: false };
}

/** How many eligible questions are still unasked. */
export function stock(
  pool: readonly Candidate[],
  asked: ReadonlyMap<string, unknown>,
  topics?: readonly Topic[],
  difficulty?: Difficulty,
): number {
  return eligibleOf({ pool, topics, difficulty }).filter(({ id }) => !asked.has(id)).length;
}

function eligibleOf({ pool, topics = [], difficulty }: Pick<DrawInput, 'pool' | 'topics' | 'difficulty'>): Candidate[] {
  return pool.filter(
    (question) =>
      (topics.length === 0 || topics.includes(question.topic)) &&
      (difficulty === undefined || question.difficulty === difficulty),
  );
}

function wishOf(on: string, fixed: Difficulty | undefined): Wish {
  const weekday = weekdayOf(on);
  if (weekday === 5) return { open: true, difficulty: fixed };
  const rhythm = weekday === 1 ? 1 : weekday === 4 ? 3 : 2;
  return { open: false, difficulty: fixed ?? rhythm };
}

function bestTier(unasked: readonly Candidate[], wish: Wish): readonly Candidate[] {
  const sort = unasked.filter(({ kind }) => (kind === 'open' || kind === 'star') === wish.open);
  const away = ({ difficulty }: Candidate) => Math.abs(difficulty - (wish.difficulty ?? difficulty));
  const tiers = [sort.filter((question) => away(question) === 0), sort.filter((question) => away(question) === 1)];
  return tiers.find((tier) => tier.length > 0) ?? unasked;
}

/** Without the topics of the last rounds, or of as many of them as leave a choice. */
function awayFromRecent(tier: readonly Candidate[], recentTopics: readonly Topic[]): readonly Candidate[] {
  for (let rounds = topicRestRounds; rounds > 0; rounds -= 1) {
    const resting = recentTopics.slice(-rounds);
    const fresh = tier.filter(({ topic }) => !resting.includes(topic));
    if (fresh.length > 0) return fresh;
  }
  return tier;
}

/**
 * The lowest mean credit, then the longest ago. The unsolved would otherwise come back every day, so what was asked within
 * four weeks waits; where everything was, what came back least often goes first.
 */
function leastSolved(
  eligible: readonly Candidate[],
  asked: DrawInput['asked'],
  on: string,
): { id: string } | undefined {
  const history = eligible.flatMap(({ id }) => {
    const past = asked.get(id);
    return past ? [{ id, ...past }] : [];
  });
  const rested = history.filter(({ lastOn }) => daysBetween(lastOn, on) >= comebackRestDays);
  const fewestTimes = Math.min(...history.map(({ times }) => times));
  const candidates = rested.length > 0 ? rested : history.filter(({ times }) => times === fewestTimes);
  // The sort is stable and the pool sorted by id, so equals stay in order.
  return candidates.sort((a, b) => a.credit - b.credit || daysBetween(b.lastOn, a.lastOn))[0];
}
