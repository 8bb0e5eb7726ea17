import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actionIdLimit,
  adminAction,
  appAction,
  claimAction,
  practiceAction,
  readActionId,
  roundAction,
  shareAction,
  suggestionAction,
} from '../../src/chat/action.ts';

const id = fc.stringMatching(/^[a-z0-9]{20}$/);
const detail = fc.stringMatching(/^[a-z0-9-]{0,20}$/);

describe('Control ids', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(id, detail, (of, more) => {
        expect(readActionId(roundAction(of, 'answer', more))).toEqual({
          subject: 'round',
          id: of,
          word: 'answer',
          detail: more,
        });
        expect(readActionId(practiceAction(of, 'show', more))).toMatchObject({
          subject: 'practice',
          id: of,
          word: 'show',
        });
        expect(readActionId(appAction('run', more))).toEqual({ subject: 'app', id: '', word: 'run', detail: more });
        expect(readActionId(adminAction('swap', more))).toMatchObject({ subject: 'admin', word: 'swap', detail: more });
        expect(readActionId(claimAction(of, 'accept'))).toMatchObject({ subject: 'claim', id: of, word: 'accept' });
        expect(readActionId(shareAction(of, 'well-argued'))).toMatchObject({ subject: 'share', id: of });
        expect(readActionId(suggestionAction(of, 'save'))).toMatchObject({
          subject: 'suggestion',
          id: of,
          word: 'save',
        });
      }),
    );
  });

  it('are read from any text without a throw, and never longer than the limit', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 100 }),
          fc.array(fc.string({ maxLength: 12 })).map((parts) => parts.join(':')),
        ),
        (text) => {
          const action = readActionId(text);
          if (action) expect(text.length).toBeLessThanOrEqual(actionIdLimit);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each(['round:x', 'round:x:constructor', '__proto__:x:y', 'app:x:practice:a:b', 'round:X:answer', ''])(
    'does not take %j for one of ours',
    (text) => {
      expect(readActionId(text)).toBeUndefined();
    },
  );

  it('refuses to write what could not be read back', () => {
    expect(() => roundAction('a:b', 'answer')).toThrow('Not a control id');
    expect(() => appAction('run', 'x'.repeat(80))).toThrow('Not a control id');
  });
});
