import { type PointsGrader, pointsGrader } from '../../quiz/grading/rubric.ts';
import { isOpen, type OpenQuestion } from '../../quiz/question.ts';
import { type BankGate, type Gate, objectIf } from './gate.ts';

const limits = { modelAnswer: 0.9, prompt: 0.1, negated: 0.2, weakBelow: 0.5, otherTopic: 0.35 };

const graders = new WeakMap<OpenQuestion, PointsGrader>();

/** One for all gates: reading a rubric takes longer than grading by it. */
function graderOf(question: OpenQuestion): PointsGrader {
  const known = graders.get(question) ?? pointsGrader(question.prompt, question.keyPoints);
  graders.set(question, known);
  return known;
}

/** The grader finds nearly all key points in the model answer. */
export const modelAnswerScores: Gate = (question) => {
  if (!isOpen(question)) return [];
  const { score, verdicts } = graderOf(question).grade(question.modelAnswer);
  const lacking = verdicts.filter(({ status }) => status !== 'covered').map(({ id, status }) => `${id} ${status}`);
  return objectIf(
    score < limits.modelAnswer,
    ['modelAnswer'],
    `modelAnswer: scores ${score.toFixed(2)} (${lacking.join(', ')}), must score ${limits.modelAnswer} or more`,
  );
};

/** Whoever answers with an accepted phrasing has made its point, or a part of it where hard facts are asked for too. */
export const phrasingsCoverTheirPoints: Gate = (question) => {
  if (!isOpen(question)) return [];
  const grader = graderOf(question);
  return question.keyPoints.flatMap(({ id, any, must = [] }, index) =>
    any.flatMap((phrasing, place) => {
      // A phrasing of one or two words would be too short for an answer.
      const status = grader.verdictOn(id, `My answer is ${phrasing}.`)?.status;
      const found = status === 'covered' || (must.length > 0 && status === 'partial');
      return objectIf(
        !found,
        ['keyPoints', index, 'any', place],
        `keyPoints[${index}].any: "${phrasing}" as an answer leaves its own point ${status}`,
      );
    }),
  );
};

/** Repeating the question earns nothing. */
export const promptAloneEarnsNothing: Gate = (question) => {
  if (!isOpen(question)) return [];
  const { score } = graderOf(question).grade(question.prompt);
  return objectIf(
    score > limits.prompt,
    ['prompt'],
    `prompt: as an answer scores ${score.toFixed(2)}, at most ${limits.prompt} may be`,
  );
};

/** Denying every point earns nearly nothing. */
export const negatedPointsEarnNothing: Gate = (question) => {
  if (!isOpen(question)) return [];
  const { score } = graderOf(question).grade(negatedPoints(question));
  return objectIf(
    score > limits.negated,
    ['keyPoints'],
    `keyPoints: an answer that denies them all scores ${score.toFixed(2)}, at most ${limits.negated} may be`,
  );
};

/** The written weak examples are told from good answers. */
export const weakExamplesFail: Gate = (question) => {
  if (!isOpen(question)) return [];
  return question.weakExamples.flatMap((example, index) => {
    const { score } = graderOf(question).grade(example);
    return objectIf(
      score >= limits.weakBelow,
      ['weakExamples', index],
      `weakExamples[${index}]: scores ${score.toFixed(2)}, must score under ${limits.weakBelow}`,
    );
  });
};

/** A good answer to something else is none to this; one of another topic is tried for each question. */
export const otherTopicsFail: BankGate = (questions) => {
  const open = questions.filter(isOpen);
  return open.flatMap((question, index) => {
    const other = [...open.slice(index + 1), ...open.slice(0, index)].find(({ topic }) => topic !== question.topic);
    if (other === undefined) return [];
    const { score } = graderOf(question).grade(other.modelAnswer);
    return objectIf(
      score > limits.otherTopic,
      ['keyPoints'],
      `keyPoints: the model answer of ${other.id} scores ${score.toFixed(2)}, more than ${limits.otherTopic} is much`,
    ).map((objection) => ({ ...objection, id: question.id }));
  });
};

function negatedPoints({ keyPoints }: OpenQuestion): string {
  return keyPoints.map(({ text }) => `It is not true that ${text}`).join(' ');
}
