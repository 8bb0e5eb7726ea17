/** What every function of the catalogue says, for arbitrary arguments that the program could call it with. */

import fc from 'fast-check';
import { practiceAction, roundAction } from '../../src/chat/action.ts';
import type { Form, Message } from '../../src/chat/message.ts';
import { manyLines, oneLine } from '../../src/chat/text.ts';
import { commands } from '../../src/commands/index.ts';
import { type Slip, textAnswerMax } from '../../src/quiz/answer.ts';
import { weekdays } from '../../src/quiz/calendar.ts';
import { phrasingMax } from '../../src/quiz/grading/phrasing.ts';
import { shortened, visible } from '../../src/quiz/plain-text.ts';
import { isOpen, letters, type Question, toPublic, topicSlugs } from '../../src/quiz/question.ts';
import { claimEnds } from '../../src/store/claims.ts';
import * as board from '../../src/words/board.ts';
import * as byHand from '../../src/words/by-hand.ts';
import * as claims from '../../src/words/claim.ts';
import { answerWords, shownName } from '../../src/words/common.ts';
import * as discord from '../../src/words/discord.ts';
import * as help from '../../src/words/help.ts';
import * as imports from '../../src/words/import.ts';
import * as member from '../../src/words/member.ts';
import * as notices from '../../src/words/notices.ts';
import * as people from '../../src/words/people.ts';
import * as post from '../../src/words/post.ts';
import * as practice from '../../src/words/practice.ts';
import * as question from '../../src/words/question.ts';
import * as queue from '../../src/words/queue.ts';
import * as receipts from '../../src/words/receipt.ts';
import * as refusals from '../../src/words/refusal.ts';
import * as report from '../../src/words/report.ts';
import * as results from '../../src/words/result.ts';
import * as scheduleWords from '../../src/words/schedule.ts';
import * as setup from '../../src/words/setup.ts';
import * as share from '../../src/words/share.ts';
import * as slack from '../../src/words/slack.ts';
import * as suggestion from '../../src/words/suggest.ts';
import * as today from '../../src/words/today.ts';
import * as usage from '../../src/words/usage.ts';
import {
  amount,
  answerTo,
  day,
  givenTo,
  id,
  instant,
  modelName,
  round,
  roundNumber,
  verdictOn,
  zone,
} from '../support/messages.ts';
import { anyQuestion, slug, typed } from '../support/questions.ts';

type Said = fc.Arbitrary<Message | Form>;

/** A person's, channel's or workspace's name as it is kept. */
const name = typed(90).map((text) => oneLine(text, 60) || 'Somebody');
const alias = typed(60).map((text) => oneLine(text, 40) || 'x');
const role = fc.stringMatching(/^<@&\d{1,20}>$/);
const ping = fc.option(
  fc.oneof(
    typed(90).map((text) => oneLine(text, 60)),
    role,
    fc.constantFrom('<!subteam^S1|@ml>', '<!subteam^S1>', '<@U1|bob>'),
  ),
  { nil: undefined },
);
const asked = anyQuestion();
const shown = asked.map(toPublic);
const topic = fc.constantFrom(...topicSlugs);
const command = fc.constantFrom(...commands);
const time = fc.constantFrom('00:05', '09:00', '23:59');
const flag = fc.constantFrom(0, 1);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const schedule = fc.record({
  time,
  zone,
  days: fc.subarray([...weekdays], { minLength: 1 }),
  reveal: fc.constantFrom('instant', '08:45', '16:00'),
  thread: fc.boolean(),
});
const next = maybe(fc.record({ on: day, at: instant }));
const right = fc.constantFrom(
  'Send Messages in Threads',
  'Read Message History',
  'Create Public Threads',
  'Embed Links',
);
const rights = fc.record({ canPost: fc.boolean(), canThread: fc.boolean(), missing: fc.uniqueArray(right) });
const topicList = fc.subarray([...topicSlugs]);

const letter = fc.constantFrom(...letters);
const given = typed(200).map((text) => shortened(visible(text), 40));
const answerSlip: fc.Arbitrary<Slip> = fc.oneof(
  fc.constant<Slip>({ slip: 'empty' }),
  fc.constant<Slip>({ slip: 'too-long', max: 3000 }),
  fc.record({ slip: fc.constant('not-a-choice'), given, last: letter }),
  fc.record({ slip: fc.constant('one-only'), given: fc.subarray([...letters], { minLength: 2 }) }),
  fc.record({
    slip: fc.constant('not-an-order'),
    given,
    missing: fc.subarray([...letters]),
    repeated: fc.subarray([...letters]),
    unknown: fc.uniqueArray(fc.constantFrom('x', '*', '7', '👩', '<'), { minLength: 1 }),
    last: letter,
  }),
  fc.record({ slip: fc.constantFrom('not-a-number', 'ambiguous-number'), given }),
  fc.record({ slip: fc.constant('other-unit'), given, expected: maybe(fc.constantFrom('%', 'requests_s')) }),
);

/** A question with an answer to it and what came of it. */
const graded = asked.chain((one) =>
  fc.record({
    question: fc.constant(one),
    answer: answerTo(one),
    previous: maybe(answerTo(one)),
    verdict: verdictOn(one),
  }),
);
const numbers = fc.record({ points: amount, hints: fc.nat(2), week: maybe(amount) });
const hints = (one: Question) => fc.nat(one.hints.length).map((taken) => one.hints.slice(0, taken));

const boardRow = fc.record({ rank: amount, name: fc.oneof(name, alias), value: amount, mine: fc.boolean() });
const boardFacts: fc.Arbitrary<board.BoardFacts> = fc.record({
  period: fc.constantFrom('week', 'last-week', 'season', 'accuracy'),
  scope: fc.constantFrom('channel', 'team'),
  place: name,
  firstReveal: maybe(fc.record({ at: maybe(instant), zone })),
  rounds: amount,
  top: fc.array(boardRow, { maxLength: 10 }),
  around: fc.array(boardRow, { maxLength: 5 }),
  absent: maybe(fc.constantFrom('hidden' as const, 'nothing-yet' as const)),
  now: instant,
});
const statusRow = fc.record({
  channel: name,
  schedule,
  status: fc.constantFrom('active' as const, 'paused' as const),
  next,
  open: maybe(fc.record({ number: roundNumber, closesAt: instant, answers: amount })),
  questionsLeft: amount,
  troubles: fc.array(name, { maxLength: 5 }),
});
const filed = fc.record({ number: roundNumber, channel: name, reason: typed(600).map((text) => manyLines(text, 500)) });
const queueRow = fc.record({
  on: day,
  questionId: slug,
  topic,
  kind: fc.constantFrom('choice', 'numeric'),
  title: asked.map((one) => one.title),
  queued: fc.boolean(),
});
const choices = fc.record({ name, alias: fc.option(alias), board: flag, tell: flag, reminders: flag });
const withdrawal = typed(400).map((text) => manyLines(text, 300));

const offers = fc.record({
  canClaim: fc.boolean(),
  share: fc.constantFrom('can-share' as const, 'shared' as const, 'taken-back' as const),
});
const open = asked.filter(isOpen);
const answerText = typed(textAnswerMax).map((text) => visible(text) || 'x');
const phrasing = typed(phrasingMax).map((text) => visible(text) || 'x');
const claimOf = fc.record({ subject: fc.constantFrom('round' as const, 'practice' as const), id });
/** A point that somebody claimed, in a round or in practice. */
const claimedOf = fc
  .tuple(open, fc.option(roundNumber), phrasing)
  .chain(([{ title, keyPoints }, number, words]) =>
    fc.constantFrom(...keyPoints).map(({ label, text }) => ({ title, number, label, text, phrasing: words })),
  );
const label = claimedOf.map((of) => of.label);
const author = fc.record({ name, alias: fc.option(alias) });

const typedSuggestion = fc.record({
  topic,
  prompt: typed(1400),
  options: typed(3000),
  explanation: typed(1200),
  source: typed(300).map((text) => text.replaceAll('\n', ' ')),
});

/** What the bank's check says of text that somebody typed. */
const faultMessage = typed(300).map((text) => visible(text));

const say = <A extends unknown[]>(
  words: (...args: A) => Message | Form,
  ...args: { [K in keyof A]: fc.Arbitrary<A[K]> }
): Said => fc.tuple<A>(...args).map((values) => words(...values));
const once = (words: () => Message | Form): Said => fc.constant(null).map(words);

const sayings = {
  people: {
    adminsOnly: say(people.adminsOnly, fc.constantFrom('discord', 'slack', 'playground')),
    notifyHere: say(people.notifyHere, name),
    notifyOff: once(people.notifyOff),
    unknownChannel: say(people.unknownChannel, name),
    unknownPerson: say(people.unknownPerson, name),
    allowed: say(people.allowed, name, fc.boolean()),
    denied: say(people.denied, name, fc.boolean()),
    roleAllowed: say(people.roleAllowed, role, fc.boolean()),
    roleDenied: say(people.roleDenied, role, fc.boolean()),
  },
  setup: {
    setupSaved: say(
      setup.setupSaved,
      fc
        .tuple(
          schedule,
          fc.record({
            channel: name,
            topics: topicList,
            difficulty: maybe(fc.constantFrom(1, 2, 3)),
            next,
            ping,
            openUntil: maybe(instant),
          }),
        )
        .map(([when, more]) => ({ ...when, ...more })),
      rights,
      fc.boolean(),
    ),
    setupForm: say(
      setup.setupForm,
      fc.record({
        time,
        zone,
        days: fc.constant('Mon–Wed, Fri–Sun'),
        reveal: time,
        topics: topicList.map((list) => list.join(',')),
      }),
    ),
    rightsMessage: say(setup.rightsMessage, rights),
  },
  slack: {
    formButton: say(slack.formButton, name, fc.constant(roundAction('r', 'form'))),
    nothingToShow: once(slack.nothingToShow),
    notInstalled: say(slack.notInstalled, maybe(fc.constant('https://quiz.example/slack/install'))),
    welcomeInstaller: once(slack.welcomeInstaller),
    channelIntro: say(slack.channelIntro, name),
  },
  schedule: {
    statusMessage: say(
      scheduleWords.statusMessage,
      fc.array(statusRow, { maxLength: 30, size: 'max' }),
      fc.array(filed, { maxLength: 30 }),
      instant,
    ),
    nothingScheduled: once(scheduleWords.nothingScheduled),
    paused: say(scheduleWords.paused, maybe(day)),
    resumed: say(scheduleWords.resumed, next, zone),
    skipped: say(scheduleWords.skipped, fc.array(day, { maxLength: 400 })),
    removed: say(scheduleWords.removed, name),
    awake: once(scheduleWords.awake),
  },
  queue: {
    queueMessage: say(queue.queueMessage, fc.uniqueArray(queueRow, { maxLength: 5, selector: ({ on }) => on })),
    queued: say(
      queue.queued,
      asked.map((one) => one.title),
      day,
    ),
    noSuchQuestion: say(
      queue.noSuchQuestion,
      fc.tuple(slug, fc.constantFrom(1, 400)).map(([word, times]) => word.repeat(times)),
    ),
    dayIsOver: say(queue.dayIsOver, day),
    noOther: say(queue.noOther, day),
  },
  'by-hand': {
    posted: say(byHand.posted, roundNumber, instant, zone, instant, maybe(schedule.map(setup.scheduleWords))),
    notPosted: say(byHand.notPosted, fc.constantFrom('open-already', 'had-one', 'no-question'), maybe(roundNumber)),
    closedNow: say(byHand.closedNow, roundNumber),
    nothingOpen: once(byHand.nothingOpen),
    noSuchRound: once(byHand.noSuchRound),
    withdrawn: say(byHand.withdrawn, roundNumber, fc.constantFrom('withdrawn', 'was-void')),
    acceptedMessage: say(
      byHand.acceptedMessage,
      roundNumber,
      asked.chain((one) => answerTo(one)).map((answer) => answerWords(answer, undefined)),
      fc.oneof(
        fc.record({ outcome: fc.constant('accepted'), gained: maybe(amount) }),
        fc.record({ outcome: fc.constantFrom('accepted-already', 'void') }),
      ),
    ),
  },
  receipt: {
    receipt: fc
      .tuple(
        graded,
        round,
        fc.record({
          answersSoFar: amount,
          streak: amount,
          first: maybe(fc.record({ shownName: name })),
          told: fc.boolean(),
          now: instant,
        }),
      )
      .map(([{ question: one, answer, previous }, at, facts]) =>
        receipts.receipt(at, toPublic(one), { ...facts, answer, previous }),
      ),
    willTell: say(receipts.willTell, round, instant),
    notRevealed: say(receipts.notRevealed, round, instant),
    roundForm: fc
      .tuple(graded, round, maybe(typed(4000)))
      .map(([{ question: one, previous }, at, draft]) => receipts.roundForm(at, toPublic(one), draft, previous)),
    lockQuestion: fc
      .tuple(graded, round)
      .map(([{ question: one, answer }, at]) => receipts.lockQuestion(at, toPublic(one), answer)),
    hintOffer: fc
      .tuple(asked.chain(hints), round, fc.nat(2))
      .map(([taken, at, left]) => receipts.hintOffer(at, left, taken)),
  },
  refusal: {
    slipMessage: fc
      .tuple(graded, answerSlip, maybe(id.map((of) => roundAction(of, 'retry'))))
      .map(([{ question: one, previous }, slip, editId]) =>
        refusals.slipMessage(toPublic(one), slip, previous, editId),
      ),
    refusalMessage: say(
      refusals.refusalMessage,
      fc.constantFrom('closed', 'void', 'already-locked', 'unknown-round'),
      maybe(round),
    ),
  },
  result: {
    resultMessage: fc
      .tuple(graded, round, numbers, fc.boolean(), maybe(offers))
      .map(([{ question: one, answer, verdict }, at, facts, played, offered]) =>
        results.resultMessage(at, one, played ? { answer, verdict, ...facts } : undefined, offered),
      ),
    explainedResult: fc
      .tuple(graded, round, numbers)
      .map(([{ question: one, answer, verdict }, at, facts]) =>
        results.explainedResult(at, one, { answer, verdict, ...facts }),
      ),
    lessonMessage: asked.filter(isOpen).map(results.lessonMessage),
  },
  board: {
    boardMessage: say(board.boardMessage, boardFacts),
    sharedBoard: say(board.sharedBoard, boardFacts, fc.record({ name, alias: fc.option(alias) }).map(shownName)),
  },
  discord: {
    formButton: say(discord.formButton, name, fc.constant(roundAction('r', 'form'))),
    nothingToShow: once(discord.nothingToShow),
    onlyInServers: once(discord.onlyInServers),
  },
  help: {
    helpMessage: say(help.helpMessage, fc.constant(commands), fc.boolean()),
    commandHelp: say(help.commandHelp, command),
    privacyMessage: say(help.privacyMessage, maybe(modelName)),
    unknownTopic: say(help.unknownTopic, name),
    noSchedule: once(help.noSchedule),
    incidentMessage: say(help.incidentMessage, id),
    staleControl: once(help.staleControl),
  },
  member: {
    statsMessage: say(
      member.statsMessage,
      fc.record({
        place: name,
        streak: fc.record({ current: amount, longest: amount, restDays: fc.nat(2) }),
        week: amount,
        season: amount,
        answers: amount,
        accuracy: maybe(fc.constantFrom(0, 0.125, 1)),
        practised: amount,
      }),
    ),
    nothingYet: once(member.nothingYet),
    settingsMessage: say(member.settingsMessage, choices, fc.boolean()),
    aliasForm: say(member.aliasForm, fc.option(alias)),
    aliasTaken: say(member.aliasTaken, alias),
    leftBoard: once(member.leftBoard),
    awayMessage: say(member.awayMessage, maybe(day)),
    backMessage: say(member.backMessage, fc.boolean()),
    awayInThePast: once(member.awayInThePast),
    exportMessage: say(
      member.exportMessage,
      typed(9000).map((text) => JSON.stringify({ text }, null, 2)),
      slug.map((one) => `slack:T012:${one}`),
    ),
    deleteQuestion: once(member.deleteQuestion),
    deletedMessage: once(member.deletedMessage),
  },
  post: {
    dailyPost: say(
      post.dailyPost,
      round,
      shown,
      fc.record({
        lastTime: maybe(fc.record({ number: roundNumber, question: asked })),
        setUpBy: maybe(author),
        ping,
      }),
    ),
    previewMessage: say(post.previewMessage, maybe(shown), maybe(day)),
    closedPost: say(post.closedPost, round, asked, fc.record({ answers: amount, solved: amount })),
    reveal: asked.chain((one) =>
      fc.tuple(round, givenTo(one, name), fc.boolean()).map(([at, all, alone]) => post.reveal(at, one, all, alone)),
    ),
    voidPost: say(post.voidPost, round, shown, withdrawal),
    voidNotice: say(post.voidNotice, roundNumber, withdrawal),
  },
  practice: {
    practiceQuestion: asked.chain((one) =>
      fc.tuple(id, hints(one)).map(([of, taken]) => practice.practiceQuestion(of, toPublic(one), taken)),
    ),
    practiceForm: say(practice.practiceForm, id, shown, maybe(typed(4000))),
    practiceSlip: say(practice.practiceSlip, id, shown, answerSlip, fc.boolean()),
    practiceResult: fc
      .tuple(graded, fc.boolean())
      .map(([{ question: one, answer, verdict }, tried]) =>
        tried ? practice.practiceResult(one, answer, verdict) : practice.practiceResult(one, undefined, undefined),
      ),
    practiceReading: asked
      .filter(isOpen)
      .chain((one) =>
        fc
          .tuple(answerTo(one), verdictOn(one), maybe(id))
          .map(([answer, verdict, claim]) => practice.practiceReading(one, answer, verdict, claim)),
      ),
    practiceLesson: asked.filter(isOpen).map(practice.practiceLesson),
    noPractice: say(practice.noPractice, maybe(topic)),
    practiceDone: once(practice.practiceDone),
    practiceSealed: once(practice.practiceSealed),
    topicsMessage: say(
      practice.topicsMessage,
      fc.array(fc.record({ topic, questions: amount, tried: amount, strength: maybe(fc.constantFrom(0, 0.125, 1)) }), {
        maxLength: 24,
        size: 'max',
      }),
    ),
    tipMessage: say(
      practice.tipMessage,
      asked.map((one) => one.explanation.slice(0, 600).trim().toWellFormed()),
    ),
  },
  question: {
    answerForm: say(
      question.answerForm,
      shown,
      id.map((of) => practiceAction(of, 'answer')),
      fc.constant('Practice'),
      typed(4000),
    ),
  },
  report: {
    reportForm: say(report.reportForm, id, roundNumber),
    reported: say(report.reported, roundNumber),
  },
  today: {
    todayMessage: graded.chain((one) =>
      fc
        .tuple(round, fc.record({ place: maybe(name), now: instant }))
        .map(([at, own]) => today.todayMessage(at, toPublic(one.question), { ...own, answer: one.previous })),
    ),
    nothingOpenNow: say(today.nothingOpenNow, fc.record({ place: maybe(name), next, zone, last: maybe(roundNumber) })),
  },
  usage: {
    usageMessage: command.chain((of) => {
      const option = fc.constantFrom(...Object.keys(of.options), 'topic');
      const wrong = typed(8000);
      const slip: fc.Arbitrary<Parameters<typeof usage.usageMessage>[0]> = fc.oneof(
        fc.record({ slip: fc.constant('unknown-command'), given: wrong }),
        fc.record({ slip: fc.constantFrom('missing', 'given-twice'), option }),
        fc.record({ slip: fc.constant('not-understood'), option, given: wrong }),
        fc.record({ slip: fc.constant('too-much'), given: wrong }),
      );
      return say(usage.usageMessage, slip, maybe(fc.constant(of)));
    }),
    formSlip: command.chain((of) =>
      say(
        usage.formSlip,
        fc.record({
          slip: fc.constant('not-understood'),
          option: fc.constantFrom(...Object.keys(of.options), 'topic'),
          given: typed(300),
        }),
        maybe(fc.constant(of)),
        id.map((round) => roundAction(round, 'retry')),
      ),
    ),
    comingMessage: say(
      usage.comingMessage,
      command.map((one) => one.name),
    ),
  },
  notices: {
    acceptedNotice: say(
      notices.acceptedNotice,
      roundNumber,
      typed(3000).map((text) => visible(text)),
      amount,
    ),
    silentNotice: once(notices.silentNotice),
    reportNotice: say(
      notices.reportNotice,
      roundNumber,
      name,
      typed(600).map((text) => manyLines(text, 500)),
    ),
    claimedNotice: once(notices.claimedNotice),
    suggestedNotice: once(notices.suggestedNotice),
    missedNotice: say(notices.missedNotice, name, day),
    troubleNotice: say(notices.troubleNotice, name, name),
    stockNotice: say(notices.stockNotice, name, amount),
    recapMessage: say(
      notices.recapMessage,
      fc.record({
        week: fc.constantFrom('2026-W01', '2026-W53'),
        answers: amount,
        rounds: amount,
        usual: maybe(amount),
        best: fc.array(
          fc.record({ rank: amount, names: fc.array(name, { maxLength: 30, size: 'max' }), points: amount }),
          { maxLength: 3 },
        ),
        improved: maybe(fc.record({ name, by: amount })),
        trickiest: maybe(
          fc.record({ number: roundNumber, title: asked.map((one) => one.title), solved: amount, answers: amount }),
        ),
        putRight: fc.array(roundNumber, { maxLength: 7 }),
      }),
    ),
  },
  claim: {
    claimForm: open.chain(({ keyPoints }) =>
      say(
        claims.claimForm,
        claimOf,
        answerText,
        fc.subarray(keyPoints, { minLength: 1 }),
        maybe(fc.record({ pointId: fc.constantFrom(...keyPoints.map((point) => point.id)), words: typed(400) })),
      ),
    ),
    claimSlip: say(claims.claimSlip, claimOf),
    claimed: say(claims.claimed, label, phrasing),
    claimedAlready: say(claims.claimedAlready, label),
    nothingToClaim: once(claims.nothingToClaim),
    claimAccepted: say(claims.claimAccepted, label, amount),
    claimDeclined: once(claims.claimDeclined),
    claimSealed: once(claims.claimSealed),
    claimDecided: fc
      .tuple(claimedOf, fc.constantFrom(...claimEnds), fc.option(fc.tuple(amount, amount)))
      .map(([of, decision, points]) =>
        claims.claimDecided({ ...of, decision, before: points?.[0] ?? null, after: points?.[1] ?? null }),
      ),
  },
  share: {
    sharedAnswer: say(
      share.sharedAnswer,
      fc.record({ id, number: roundNumber, author, text: answerText, isConfirmed: fc.boolean() }),
    ),
    takenBackPost: say(share.takenBackPost, roundNumber),
    shared: say(share.shared, id, roundNumber, author),
    notShared: say(
      share.notShared,
      roundNumber,
      fc.constantFrom('shared-already', 'taken-back', 'nothing-to-share', 'asked-again'),
    ),
    tookBack: say(share.tookBack, roundNumber),
    nothingToTakeBack: say(share.nothingToTakeBack, roundNumber),
    praised: say(share.praised, fc.boolean()),
    praisedAlready: once(share.praisedAlready),
    ownAnswer: once(share.ownAnswer),
    sharedNoMore: once(share.sharedNoMore),
  },
  import: {
    importForm: say(imports.importForm, fc.array(typed(3000), { maxLength: imports.importBoxes.length })),
    importFaults: say(
      imports.importFaults,
      fc.array(
        fc.record(
          { box: fc.integer({ min: 1, max: 4 }), line: amount, id: slug, message: faultMessage },
          { requiredKeys: ['box', 'line', 'message'] },
        ),
        { maxLength: 40 },
      ),
    ),
    tooManyQuestions: say(
      imports.tooManyQuestions,
      fc.record({ limit: fc.constantFrom('at-once', 'of-a-team'), count: amount, most: amount }),
    ),
    imported: say(
      imports.imported,
      fc.array(
        fc.record({
          id: slug,
          title: asked.map((one) => one.title),
          outcome: fc.constantFrom('new', 'changed', 'same'),
        }),
        { minLength: 1, maxLength: 25, size: 'max' },
      ),
    ),
  },
  suggest: {
    suggestForm: say(suggestion.suggestForm, maybe(typedSuggestion)),
    suggestSlip: say(
      suggestion.suggestSlip,
      fc.array(faultMessage, { maxLength: 40 }),
      id.map((of) => roundAction(of, 'retry')),
    ),
    suggested: once(suggestion.suggested),
    suggestionsMessage: say(
      suggestion.suggestionsMessage,
      fc.array(
        fc.record({
          id,
          topic,
          prompt: asked.map((one) => one.prompt),
          by: name.map((one) => shownName({ name: one, alias: null })),
        }),
        { maxLength: 5 },
      ),
      fc.array(
        fc.record({ id, number: roundNumber, channel: name, reason: typed(600).map((text) => manyLines(text, 500)) }),
        { maxLength: 5 },
      ),
      fc.array(
        fc
          .tuple(claimedOf, id, name)
          .map(([of, own, by]) => ({ ...of, id: own, by: shownName({ name: by, alias: null }) })),
        { maxLength: 5 },
      ),
    ),
    reviewForm: say(suggestion.reviewForm, id, typed(3000)),
    reviewFaults: say(
      suggestion.reviewFaults,
      id,
      fc.array(fc.record({ line: amount, message: faultMessage }), { maxLength: 40 }),
    ),
    declineForm: say(suggestion.declineForm, id),
    suggestionAccepted: say(suggestion.suggestionAccepted, slug),
    suggestionDeclined: once(suggestion.suggestionDeclined),
    decidedAlready: once(suggestion.decidedAlready),
    reportDismissed: once(suggestion.reportDismissed),
    suggestionDecided: say(
      suggestion.suggestionDecided,
      asked.map((one) => one.prompt),
      fc.constantFrom('accepted', 'declined'),
      fc.option(withdrawal),
    ),
  },
} satisfies Record<string, Record<string, Said>>;

/** By `file.function`, as `post.dailyPost`. */
export const everySaying: ReadonlyMap<string, Said> = new Map(
  Object.entries(sayings).flatMap(([file, functions]) =>
    Object.entries(functions).map(([words, said]): [string, Said] => [`${file}.${words}`, said]),
  ),
);

/** Exported functions of the catalogue that give phrases and blocks to others, and no whole message. */
export const phrases: ReadonlySet<string> = new Set([
  'claim.claimBlocks',
  'claim.claimButton',
  'common.answerWords',
  'common.capital',
  'common.channelName',
  'common.count',
  'common.dayWords',
  'common.firstSentence',
  'common.list',
  'common.modelName',
  'common.sentence',
  'common.shownName',
  'common.slash',
  'common.when',
  'help.summaryOf',
  'import.faultsAtBoxes',
  'key.keyInWords',
  'key.keyLetters',
  'key.keyReason',
  'key.lesson',
  'key.modelAnswer',
  'key.optionReasons',
  'playground.firstRun',
  'playground.unknownMember',
  'post.roundControls',
  'post.roundHeading',
  'question.answerControls',
  'question.questionBlocks',
  'question.questionHeading',
  'result.explainedAtOnce',
  'result.resultDetail',
  'setup.quarterBefore',
  'setup.scheduleWords',
  'share.shareButton',
  'share.takeBackButton',
  'slack.homeBottom',
  'slack.homeTop',
  'suggest.readTyped',
  'suggest.suggestFaults',
  'usage.expected',
  'usage.suggestionLabel',
]);
