import { adminAction, appAction, practiceAction, readActionId, roundAction, suggestionAction } from '../chat/action.ts';

/**
 * The id of the button that opens a form, by the form's own id: for where the form itself cannot be shown, and a button
 * has to stand between.
 */
export function openerOf(formId: string): string | undefined {
  const action = readActionId(formId);
  switch (action?.subject) {
    case 'round':
      return roundAction(action.id, action.word === 'answer' ? 'form' : action.word);
    case 'practice':
      return practiceAction(action.id, action.word === 'answer' ? 'form' : action.word);
    case 'app':
      return appAction(action.word);
    case 'admin':
      return adminAction(action.word === 'setup' ? 'setup-form' : action.word);
    case 'suggestion':
      return suggestionAction(action.id, action.word === 'save' ? 'review' : action.word);
    // These open no form.
    case 'claim':
    case 'share':
    case undefined:
      return undefined;
  }
}
