import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadBank } from '../../src/bank/load.ts';
import { actionIdLimit, readActionId } from '../../src/chat/action.ts';
import type { Form, Message } from '../../src/chat/message.ts';
import { pages } from '../../src/chat/pages.ts';
import { plainText } from '../../src/chat/text.ts';
import { measure as measureForDiscord } from '../../src/platforms/discord/limits.ts';
import { controlsOf, isForm } from '../../src/platforms/fit.ts';
import { measure as measureForSlack } from '../../src/platforms/slack/limits.ts';
import type { Answer } from '../../src/quiz/answer.ts';
import { isOpen, type Question, questionSchema, toPublic } from '../../src/quiz/question.ts';
import type { OpenVerdict, Verdict } from '../../src/quiz/verdict.ts';
import { closedPost, dailyPost, type RoundFacts, reveal, voidPost } from '../../src/words/post.ts';
import { practiceQuestion, practiceReading, practiceResult } from '../../src/words/practice.ts';
import { answerForm } from '../../src/words/question.ts';
import { explainedResult, resultMessage } from '../../src/words/result.ts';
import { dataFolder } from '../support/paths.ts';
import { anyQuestion } from '../support/questions.ts';
import { everySaying, phrases } from './sayings.ts';

const wordsFolder = join(dataFolder, '../src/words');

/** Why a message cannot be sent as it is, on whichever platform; empty when it can. */
function misfits(said: Message | Form): string[] {
  const tell = (platform: string) => (misfit: { what: string; size: number; limit: number }) =>
    `${platform}: ${misfit.what} ${misfit.size} > ${misfit.limit}`;
  return [...measureForDiscord(said).map(tell('Discord')), ...measureForSlack(said).map(tell('Slack'))];
}

/** These are edited in place or stand for one: they have to fit in one piece. All others go through `pages`. */
const inOnePiece = new Set(['post.dailyPost', 'post.closedPost', 'post.voidPost', 'share.sharedAnswer']);

function misfitsAsSent(name: string, said: Message | Form): string[] {
  return isForm(said) || inOnePiece.has(name) ? misfits(said) : pages(said).flatMap(misfits);
}

function actionIds(said: Message | Form): string[] {
  const controls = controlsOf({ blocks: isForm(said) ? said.intro : said.blocks }).map(({ id }) => id);
  return isForm(said) ? [said.id, ...controls] : controls;
}

function textOf(said: Message | Form): string {
  return isForm(said) ? [said.title, plainText({ blocks: said.intro })].join('\n') : plainText(said);
}

describe('the catalogue of messages', () => {
  it('has arbitrary arguments here for each of its functions', async () => {
    const files = (await readdir(wordsFolder)).filter((file) => file.endsWith('.ts'));
    const functions = await Promise.all(
      files.map(async (file) => {
        const words: Record<string, unknown> = await import(pathToFileURL(join(wordsFolder, file)).href);
        return Object.keys(words)
          .filter((name) => typeof words[name] === 'function')
          .map((name) => `${file.replace(/\.ts$/, '')}.${name}`);
      }),
    );
    const known = new Set([...everySaying.keys(), ...phrases]);
    expect(functions.flat().filter((name) => !known.has(name))).toEqual([]);
    expect([...known].filter((name) => !functions.flat().includes(name))).toEqual([]);
  });

  describe.each([...everySaying])('%s', (name, said) => {
    it('fits Discord and Slack', () => {
      fc.assert(
        fc.property(said, (message) => {
          expect(misfitsAsSent(name, message)).toEqual([]);
        }),
        { numRuns: 50 },
      );
    });

    it('has control ids that are short and can be read back', () => {
      fc.assert(
        fc.property(said, (message) => {
          for (const id of actionIds(message)) {
            expect(readActionId(id)).toBeDefined();
            expect(id.length).toBeLessThanOrEqual(actionIdLimit);
          }
        }),
        { numRuns: 50 },
      );
    });

    it('reads as plain text of visible characters', () => {
      fc.assert(
        fc.property(said, (message) => {
          expect(textOf(message).trim()).not.toBe('');
          expect(textOf(message)).not.toMatch(/\p{Co}/u);
        }),
        { numRuns: 50 },
      );
    });
  });
});

describe('arbitrary questions', () => {
  it('are valid', () => {
    fc.assert(
      fc.property(anyQuestion(), (question) => {
        expect(questionSchema.safeParse(question).error).toBeUndefined();
      }),
    );
  });
});

describe('the questions of the bank', async () => {
  const { questions } = await loadBank(dataFolder);
  const round: RoundFacts = {
    id: '0123456789abcdefghij',
    number: 12_345,
    zone: 'America/Argentina/Buenos_Aires',
    opensAt: 1_795_000_000_000,
    closesAt: 1_795_090_000_000,
    instant: false,
    comeback: true,
  };

  const allOffers = { canClaim: true, share: 'can-share' } as const;

  /** What says the most about an answer: half of each point found, in the longest words that are quoted. */
  function wordiest(question: Question): { answer: Answer; verdict: Verdict } {
    if (!isOpen(question)) return { answer: { kind: 'numeric', value: 0.25 }, verdict: { credit: 0.5, right: false } };
    const verdicts = question.keyPoints.map(({ id }) => ({
      id,
      status: 'partial' as const,
      confidence: 1,
      quote: 'words '.repeat(27).slice(0, 160),
    }));
    const open: OpenVerdict = { score: 0.5, band: 'partial', verdicts, flags: [], by: 'offline' };
    return { answer: { kind: 'text', text: 'words '.repeat(400) }, verdict: { credit: 0.5, right: false, open } };
  }

  function tooLarge(name: string, say: (question: Question) => Message | Form): string[] {
    return questions.flatMap((question) =>
      misfitsAsSent(name, say(question)).map((misfit) => `${question.id}: ${misfit}`),
    );
  }

  it.each([
    [
      'post.dailyPost',
      (question: Question) =>
        dailyPost(round, toPublic(question), {
          lastTime: { number: 12_344, question },
          setUpBy: { name: 'a'.repeat(60), alias: null },
          ping: undefined,
        }),
    ],
    ['post.closedPost', (question: Question) => closedPost(round, question, { answers: 99, solved: 9 })],
    ['the reveal', (question: Question) => reveal(round, question, [], false)],
    ['the reveal without its post', (question: Question) => reveal(round, question, [], true)],
    ['post.voidPost', (question: Question) => voidPost(round, toPublic(question), 'x'.repeat(300))],
    ['the form', (question: Question) => answerForm(toPublic(question), 'round:x:answer', 'Practice')],
    ['practice', (question: Question) => practiceQuestion(round.id, toPublic(question), question.hints)],
    ['the key of practice', (question: Question) => practiceResult(question, undefined, undefined)],
    [
      'the result',
      (question: Question) =>
        resultMessage(round, question, { ...wordiest(question), points: 8, hints: 2, week: 99 }, allOffers),
    ],
    [
      'the result that is explained at once',
      (question: Question) =>
        explainedResult(round, question, { ...wordiest(question), points: 8, hints: 2, week: 99 }),
    ],
    [
      'the result of practice',
      (question: Question) => {
        const { answer, verdict } = wordiest(question);
        return isOpen(question)
          ? practiceReading(question, answer, verdict, round.id)
          : practiceResult(question, answer, verdict);
      },
    ],
  ])('fit Discord and Slack in %s', (name, say) => {
    expect(tooLarge(name, say)).toEqual([]);
  });
});
