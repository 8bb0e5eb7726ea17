import { actionId, readActionId } from '../../chat/action.ts';

/**
 * The id of the button that opens a form, by the form's own id. Discord opens a form only as the first answer to a
 * command or a button; everywhere else a button has to stand between.
 */
export function openerOf(formId: string): string | undefined {
  const action = readActionId(formId);
  switch (action?.subject) {
    case 'round':
      return actionId({ ...action, word: action.word === 'answer' ? 'form' : action.word, detail: '' });
    case 'practice':
      return actionId({ ...action, word: action.word === 'answer' ? 'form' : action.word, detail: '' });
    case 'app':
      return actionId({ ...action, detail: '' });
    case 'admin':
      return actionId({ ...action, word: action.word === 'setup' ? 'setup-form' : action.word, detail: '' });
    case 'suggestion':
      return actionId({ ...action, word: action.word === 'save' ? 'review' : action.word, detail: '' });
    case undefined:
      return undefined;
  }
}
