import type { Handle } from '../store/open.ts';
import { findMember, findWorkspace, type Member, type Workspace } from '../store/people.ts';
import type { PlatformName } from '../store/schema.ts';
import { CommandError } from './failure.ts';

const platforms = ['discord', 'slack', 'playground'] as const satisfies readonly PlatformName[];

/** A workspace (`slack:T012`) or a person in one (`slack:T012:U345`), by the platform's own ids. */
type Named = { platform: PlatformName; workspace: string; person: string | undefined };

/** Reads a handle; undefined for any other text. */
function readHandle(text: string): Named | undefined {
  const [first, workspace, person, ...more] = text.split(':');
  const platform = platforms.find((name) => name === first?.toLowerCase());
  if (!platform || !workspace || person === '' || more.length > 0) return undefined;
  return { platform, workspace, person };
}

/** @throws CommandError for a text that is no member's handle, and for one that nobody has */
export async function memberNamed(db: Handle, text: string): Promise<{ member: Member; workspace: Workspace }> {
  const named = readHandle(text);
  if (named?.person === undefined) {
    throw new CommandError(
      `"${text}" is not a member; write one as slack:T012:U345, discord:123:456 or playground:playground:bob.`,
    );
  }
  const workspace = await findWorkspace(db, named.platform, named.workspace);
  if (!workspace) throw new CommandError(`No workspace is ${named.platform}:${named.workspace}; teams lists them.`);
  const member = await findMember(db, workspace.id, named.person);
  if (!member) throw new CommandError(`Nobody in ${workspace.name} is ${text}; export lists a team's members.`);
  return { member, workspace };
}

/**
 * Finds a team by the handle of one of its workspaces, by its id or by its name.
 * @returns the team's id
 * @throws CommandError when there is none, or several of that name
 */
export async function teamNamed(db: Handle, text: string): Promise<string> {
  const named = readHandle(text);
  if (named && named.person === undefined) {
    const workspace = await findWorkspace(db, named.platform, named.workspace);
    if (workspace) return workspace.teamId;
  }
  const found = await db
    .selectFrom('teams')
    .select('id')
    .where((where) => where.or([where('id', '=', text), where('name', '=', text)]))
    .execute();
  const team = found.find(({ id }) => id === text) ?? found[0];
  if (!team) throw new CommandError(`No team is "${text}"; teams lists them.`);
  if (found.length > 1 && team.id !== text) {
    const ids = found.map(({ id }) => id).join(', ');
    throw new CommandError(`${found.length} teams are called "${text}"; name one by its handle or id: ${ids}.`);
  }
  return team.id;
}
