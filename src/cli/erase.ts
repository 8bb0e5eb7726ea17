import { defineCommand } from 'citty';
import { countOf } from '../bank/fault.ts';
import { eraseMember } from '../rounds/erase.ts';
import { exportMember } from '../store/personal.ts';
import { withTables } from './database.ts';
import { memberNamed } from './handle.ts';
import { inert } from './table.ts';
import type { World } from './world.ts';

export const eraseCommand = (world: World) =>
  defineCommand({
    meta: { name: 'erase', description: 'Delete a member with all that is theirs' },
    args: {
      member: { type: 'positional', required: true, description: 'slack:T012:U345, discord:123:456' },
      yes: { type: 'boolean', description: 'Do it; without it only what would be deleted is shown' },
    },
    run: ({ args }) =>
      withTables(world, async (store) => {
        const { member, workspace } = await memberNamed(store.db, args.member);
        const { identities, submissions, practices } = await exportMember(store.db, member.id);
        const handles = identities.map(({ platform, workspace, person }) => `${platform}:${workspace}:${person}`);
        const who = inert(`${member.name} of ${workspace.name} (${handles.join(', ')})`);
        const what = `${countOf(submissions.length, 'answer')}, ${countOf(practices.length, 'practice question')}`;
        if (args.yes !== true) {
          world.err(
            `This deletes ${who} for good: ${what} and all else. Nothing is deleted yet; add --yes to do it.\n`,
          );
          return 1;
        }
        await eraseMember({ store }, member.id, world.now());
        world.out(`Deleted ${who}: ${what} and all else; boards and sums are written anew.\n`);
        return 0;
      }),
  });
