/**
 * Control ids. An id names what the control belongs to and what it does; it holds nothing secret and nothing that
 * is believed: the store decides whether this round is open and whether this member may.
 */
const words = {
  round: [
    'answer',
    'form',
    'hint',
    'buy-hint',
    'result',
    'flag',
    'tell',
    'lock',
    'retry',
    'claim',
    'share',
    'take-back',
  ],
  practice: ['answer', 'form', 'hint', 'show', 'retry', 'claim'],
  app: [
    'practice',
    'leaderboard',
    'share-leaderboard',
    'today',
    'tip',
    'help',
    'board-off',
    'alias',
    'delete',
    'run',
    'wake',
    'suggest',
  ],
  admin: ['setup', 'setup-form', 'post', 'preview', 'resume', 'check', 'open-longer', 'swap', 'skip'],
  suggestion: ['review', 'save', 'decline', 'dismiss'],
  claim: ['accept', 'decline'],
  share: ['well-argued'],
} as const;

type Subject = keyof typeof words;
export type Action = {
  [S in Subject]: {
    subject: S;
    /** Id of the round, practice, suggestion, claim or share; the others have none. */
    id: string;
    word: (typeof words)[S][number];
    detail: string;
  };
}[Subject];
export type RoundAction = Extract<Action, { subject: 'round' }>;
export type PracticeAction = Extract<Action, { subject: 'practice' }>;
export type AppAction = Extract<Action, { subject: 'app' }>;
export type AdminAction = Extract<Action, { subject: 'admin' }>;
export type SuggestionAction = Extract<Action, { subject: 'suggestion' }>;
export type ClaimAction = Extract<Action, { subject: 'claim' }>;
export type ShareAction = Extract<Action, { subject: 'share' }>;

/** The longest id: within Discord's 100 and Slack's 255 characters, with room to spare. */
export const actionIdLimit = 64;

const part = /^[a-z0-9-]*$/;

/** `round:<id>:answer:b`; throws when a part could not be told apart from its neighbours (a bug of the caller). */
function actionId(action: Action): string {
  const id = [action.subject, action.id, action.word, action.detail].join(':').replace(/:$/, '');
  if (!part.test(action.id) || !part.test(action.detail) || id.length > actionIdLimit) {
    throw new Error(`Not a control id: ${id}`);
  }
  return id;
}

/** Reads an id that came from outside; undefined for anything this program did not write. */
export function readActionId(text: string): Action | undefined {
  if (text.length > actionIdLimit) return undefined;
  const [subject, id, word, detail = '', ...rest] = text.split(':');
  if (id === undefined || word === undefined || rest.length > 0 || !part.test(id) || !part.test(detail))
    return undefined;
  if (subject === 'round' && isOf('round', word)) return { subject, id, word, detail };
  if (subject === 'practice' && isOf('practice', word)) return { subject, id, word, detail };
  if (subject === 'app' && isOf('app', word)) return { subject, id, word, detail };
  if (subject === 'admin' && isOf('admin', word)) return { subject, id, word, detail };
  if (subject === 'suggestion' && isOf('suggestion', word)) return { subject, id, word, detail };
  if (subject === 'claim' && isOf('claim', word)) return { subject, id, word, detail };
  if (subject === 'share' && isOf('share', word)) return { subject, id, word, detail };
  return undefined;
}

function isOf<S extends Subject>(subject: S, word: string): word is (typeof words)[S][number] {
  return (words[subject] as readonly string[]).includes(word);
}

export const roundAction = (id: string, word: RoundAction['word'], detail = '') =>
  actionId({ subject: 'round', id, word, detail });
export const practiceAction = (id: string, word: PracticeAction['word'], detail = '') =>
  actionId({ subject: 'practice', id, word, detail });
export const appAction = (word: AppAction['word'], detail = '') => actionId({ subject: 'app', id: '', word, detail });
export const adminAction = (word: AdminAction['word'], detail = '') =>
  actionId({ subject: 'admin', id: '', word, detail });
export const suggestionAction = (id: string, word: SuggestionAction['word'], detail = '') =>
  actionId({ subject: 'suggestion', id, word, detail });
export const claimAction = (id: string, word: ClaimAction['word']) =>
  actionId({ subject: 'claim', id, word, detail: '' });
export const shareAction = (id: string, word: ShareAction['word']) =>
  actionId({ subject: 'share', id, word, detail: '' });
