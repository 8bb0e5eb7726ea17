/** "I did say that", by the author of an answer, and what an admin makes of it. */

import { z } from 'zod';
import type { ClaimAction } from '../chat/action.ts';
import { faultAt } from '../chat/fault.ts';
import { type Reply, reply, type Used } from '../chat/message.ts';
import { type Context, isAdmin, todayHere } from '../commands/context.ts';
import { deliver } from '../posting/deliver.ts';
import { type Claimable, claim } from '../rounds/claim.ts';
import { decide } from '../rounds/decide-claim.ts';
import { claimById } from '../store/claims.ts';
import { draftOf, dropDraft, keepDraft } from '../store/drafts.ts';
import {
  type ClaimSubject,
  claimAccepted,
  claimDeclined,
  claimed,
  claimedAlready,
  claimForm,
  claimSealed,
  claimSlip,
  nothingToClaim,
  type TypedClaim,
} from '../words/claim.ts';
import { staleControl } from '../words/help.ts';
import { adminsOnly } from '../words/people.ts';
import { decidedAlready } from '../words/suggest.ts';

/**
 * Opens the form, or files what it sent.
 * @param claimable the member's own answer; undefined where there is none that points could be claimed of
 * @param sent what the form sent; undefined where its button was pressed
 */
export async function claimControl(
  context: Context,
  of: ClaimSubject,
  claimable: Claimable | undefined,
  sent: Used | undefined,
): Promise<Reply> {
  if (!claimable) return reply(nothingToClaim());
  return sent ? fileTyped(context, of, claimable, sent) : openForm(context, of, claimable);
}

const typedClaim: z.ZodType<TypedClaim> = z.object({ pointId: z.string(), words: z.string() });
const draftName = ({ subject, id }: ClaimSubject) => `claim:${subject}:${id}`;

async function openForm({ app, member }: Context, of: ClaimSubject, { text, unfound }: Claimable): Promise<Reply> {
  if (unfound.length === 0) return reply(nothingToClaim());
  const draft = await draftOf(app.db, member.id, draftName(of));
  const typed = draft === undefined ? undefined : typedClaim.parse(JSON.parse(draft));
  return { messages: [], form: claimForm(of, text, unfound, typed) };
}

async function fileTyped(context: Context, of: ClaimSubject, claimable: Claimable, sent: Used): Promise<Reply> {
  const { app, member, at } = context;
  const typed = { pointId: sent.values.get('point')?.[0] ?? '', words: sent.values.get('words')?.[0] ?? '' };
  const by = { teamId: member.teamId, memberId: member.id, at, on: await todayHere(context) };
  const done = await claim(app, claimable, by, typed);
  if (done.outcome === 'not-said') {
    const draft = { id: app.newId(), memberId: member.id, form: draftName(of), content: JSON.stringify(typed), at };
    await keepDraft(app.db, draft);
    const message = claimSlip(of);
    return { ...reply(message), faults: [faultAt('words', message)] };
  }
  await dropDraft(app.db, member.id, draftName(of));
  switch (done.outcome) {
    case 'claimed':
      return { ...reply(claimed(done.point.label, done.phrasing)), later: () => deliver(app) };
    case 'claimed-already':
      return reply(claimedAlready(done.point.label));
    case 'found-already':
      return reply(nothingToClaim());
  }
}

export async function decideClaim(context: Context, action: ClaimAction): Promise<Reply> {
  const { app, at, call, member, workspace } = context;
  if (!(await isAdmin(context))) return reply(adminsOnly(call.platform));
  const found = await claimById(app.db, action.id);
  if (!found || found.teamId !== workspace.teamId) return reply(staleControl());
  const decision = action.word === 'accept' ? 'accepted' : 'declined';
  const done = await decide(app, found, { decision, memberId: member.id, at });
  const later = () => deliver(app);
  switch (done.outcome) {
    case 'accepted':
      return { ...reply(claimAccepted(done.label, done.gained)), later };
    case 'declined':
      return { ...reply(claimDeclined()), later };
    case 'decided-already':
      return reply(decidedAlready());
    case 'sealed':
      return reply(claimSealed());
  }
}
