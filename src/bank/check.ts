import { join } from 'node:path';
import type { Question } from '../quiz/question.ts';
import type { Fault, FieldPath } from './fault.ts';
import type { BankGate, Gate, Objection } from './gates/gate.ts';
import * as grading from './gates/grading.ts';
import * as keys from './gates/keys.ts';
import * as options from './gates/options.ts';
import * as prose from './gates/prose.ts';
import * as rubric from './gates/rubric.ts';
import * as wholeBank from './gates/whole-bank.ts';
import { type Reading, readBank } from './read.ts';

/** A fault keeps a bank from shipping; a note is for its writers to weigh. */
type Severity = 'fault' | 'note';

/** What a gate says; `id` is the question's, or missing where only the bank as a whole is at fault. */
type Finding = { id?: string; path: FieldPath; severity: Severity; message: string };

/** A fault of a folder on disk with its severity. */
export type CheckedFault = Fault & { severity: Severity };

const gates: readonly Gate[] = [
  prose.idBeginsWithTopic,
  prose.codeNamesItsLanguage,
  prose.markupIsPlain,
  prose.sentencesAreShort,
  prose.noDoubleNegative,
  keys.choiceHasBothSides,
  keys.promptSaysHowMany,
  keys.lettersInOrder,
  keys.orderIsPermutation,
  keys.orderIsShuffled,
  keys.toleranceIsSensible,
  options.noCatchAll,
  options.noTwins,
  rubric.modelAnswerHasItsLength,
  rubric.keyPointsAreDistinct,
  rubric.phrasingsMakeSense,
  rubric.modelAnswerMeetsMusts,
  grading.modelAnswerScores,
  grading.phrasingsCoverTheirPoints,
  grading.promptAloneEarnsNothing,
  grading.negatedPointsEarnNothing,
  grading.weakExamplesFail,
];
const notedGates: readonly Gate[] = [rubric.modelAnswerUsesPhrasings];

const bankGates: readonly BankGate[] = [
  wholeBank.promptsDiffer,
  wholeBank.bankReadsEasily,
  wholeBank.noGiveAways,
  wholeBank.lettersAreSpread,
  wholeBank.guesserFails,
];
const notedBankGates: readonly BankGate[] = [
  wholeBank.noShortHabit,
  wholeBank.interviewTopicsAreServed,
  grading.otherTopicsFail,
];

/**
 * Everything wrong with the bank in a folder: what keeps it from loading and what the gates say about the questions
 * that are valid. Never throws.
 */
export async function checkBank(folder: string): Promise<CheckedFault[]> {
  return checkReading(await readBank(folder), folder);
}

/** The same of a bank that has been read from `folder`. */
export function checkReading({ questions, faults, placeOf }: Reading, folder: string): CheckedFault[] {
  const whole = { file: join(folder, 'questions'), line: 0 };
  const found = checkQuestions(questions).map(({ id, path, severity, message }) => {
    const place = id === undefined ? undefined : placeOf(id, path);
    return { ...(place ?? whole), ...(id === undefined ? {} : { id }), severity, message };
  });
  return [...faults.map((fault): CheckedFault => ({ ...fault, severity: 'fault' })), ...found];
}

/** What the gates say about valid questions: question by question, then about all of them together. */
export function checkQuestions(questions: readonly Question[]): Finding[] {
  const each = (severity: Severity, applied: readonly Gate[]) =>
    questions.flatMap((question) =>
      objections(question, applied).map((objection) => ({ ...objection, id: question.id, severity })),
    );
  const together = (severity: Severity, applied: readonly BankGate[]) =>
    applied.flatMap((gate) => gate(questions)).map((objection) => ({ ...objection, severity }));
  return [
    ...each('fault', gates),
    ...together('fault', bankGates),
    ...each('note', notedGates),
    ...together('note', notedBankGates),
  ];
}

/** What keeps one valid question from being asked, whatever other questions there are. */
export function faultsIn(question: Question): Objection[] {
  return objections(question, gates);
}

function objections(question: Question, applied: readonly Gate[]): Objection[] {
  return applied.flatMap((gate) => gate(question));
}
