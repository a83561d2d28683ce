import type { Database, Staff } from '@moderato/database';
import type { Role } from '@moderato/domain';
import { Argument, type Command } from 'commander';
import type pg from 'pg';
import { InputError, type Io } from '../io.js';

interface SiteOption {
  site: string;
}
type Change = (tx: pg.PoolClient, siteId: string, id: string, staff: Staff) => Promise<unknown>;

const imports = () => Promise.all([import('@moderato/database'), import('../open-database.js')]);

/** `list`, `role`, `disable`, `enable`, `sign-out`: of a user, by id or e-mail address. */
export function addUserChanges(users: Command, io: Io): void {
  addList(users, io);
  const withUser = (name: string, description: string) =>
    users.command(`${name} <user>`).description(description).requiredOption('--site <slug>', 'the site’s slug');
  withUser('role', 'change what somebody may do')
    .addArgument(new Argument('<role>').choices(['admin', 'moderator', 'triage', 'read_only']))
    .action((user: string, role: Role, { site }: SiteOption) =>
      change(io, { user, site }, async (tx, siteId, id, staff) => {
        const [{ changeRole }] = await imports();
        await changeRole(tx, siteId, { id, role }, staff);
      }),
    );
  withUser('disable', 'end somebody’s sessions and let them in no more').action((user: string, { site }: SiteOption) =>
    change(io, { user, site }, async (...of) => (await imports())[0].disableUser(...of)),
  );
  withUser('enable', 'take a disabled account back into use').action((user: string, { site }: SiteOption) =>
    change(io, { user, site }, async (...of) => (await imports())[0].enableUser(...of)),
  );
  withUser('sign-out', 'end every session of somebody').action((user: string, { site }: SiteOption) =>
    change(io, { user, site }, async (tx, siteId, id, staff) =>
      (await imports())[0].signOutUser(tx, siteId, { id }, staff),
    ),
  );
}

function addList(users: Command, io: Io): void {
  users
    .command('list')
    .description('list who has an account at a site, one JSON object a line')
    .requiredOption('--site <slug>', 'the site’s slug')
    .action(async ({ site }: SiteOption) => {
      const [{ listUsers }, { siteIdOf, withDatabase }] = await imports();
      await withDatabase(io, async (database) => {
        const siteId = await siteIdOf(database, site);
        const listed = await database.withSite(siteId, (tx) => listUsers(tx, siteId, new Date()));
        for (const user of listed) io.stdout.write(`${JSON.stringify(user)}\n`);
      });
    });
}

async function change(io: Io, { user, site }: { user: string; site: string }, work: Change): Promise<void> {
  const [, { siteIdOf, withDatabase }] = await imports();
  await withDatabase(io, async (database) => {
    const siteId = await siteIdOf(database, site);
    const id = await idOf(database, siteId, { user, site });
    await database.withSite(siteId, (tx) => work(tx, siteId, id, { actor: 'cli', at: new Date() }));
    const [{ listUsers }] = await imports();
    const listed = await database.withSite(siteId, (tx) => listUsers(tx, siteId, new Date()));
    io.stdout.write(`${JSON.stringify(listed.find((one) => one.id === id))}\n`);
  });
}

/** Disabled accounts are found too. */
async function idOf(database: Database, siteId: string, { user, site }: { user: string; site: string }) {
  const [{ foldEmail, listUsers }] = await imports();
  const listed = await database.withSite(siteId, (tx) => listUsers(tx, siteId, new Date()));
  const found = listed.find(({ id, email }) => id === user || email === foldEmail(user));
  if (!found)
    throw new InputError(`the site ${site} has no user ${user}; \`moderato users list\` names those there are`);
  return found.id;
}
