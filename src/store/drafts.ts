/** Typed text that was refused, kept so that nobody has to type it again. */
import type { Handle } from './open.ts';

/** Keeps a form's text for its member, in place of an earlier one. `form` is the form's control id. */
export async function keepDraft(
  db: Handle,
  draft: { id: string; memberId: string; form: string; content: string; at: number },
): Promise<void> {
  await db
    .insertInto('drafts')
    .values({ id: draft.id, member_id: draft.memberId, form: draft.form, content: draft.content, created_at: draft.at })
    .onConflict((conflict) =>
      conflict.columns(['member_id', 'form']).doUpdateSet({ content: draft.content, created_at: draft.at }),
    )
    .execute();
}

export async function draftOf(db: Handle, memberId: string, form: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('drafts')
    .select('content')
    .where('member_id', '=', memberId)
    .where('form', '=', form)
    .executeTakeFirst();
  return row?.content;
}

export async function dropDraft(db: Handle, memberId: string, form: string): Promise<void> {
  await db.deleteFrom('drafts').where('member_id', '=', memberId).where('form', '=', form).execute();
}
