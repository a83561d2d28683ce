import { type Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import type { Io } from '../io.js';
import { addUserChanges } from './users-changes.js';

const roles = ['admin', 'moderator', 'triage', 'read_only'] as const;
const roleWords = 'what they may do; default: admin for a site’s first user, else moderator';

interface UserOptions {
  site: string;
  name: string;
  email?: string;
  role?: (typeof roles)[number];
}

function address(text: string): string {
  if (z.email().safeParse(text.trim()).success) return text.trim();
  throw new InvalidArgumentError('It takes an e-mail address, like kim@paper.example.');
}

export function registerUsers(program: Command, io: Io): void {
  const users = program.command('users').description('moderators of a site and their roles');
  addCreate(users, io);
  addInvite(users, io);
  addUserChanges(users, io);
}

const imports = () =>
  Promise.all([import('@moderato/database'), import('@moderato/domain'), import('../open-database.js')]);

const consoleUrlOf = (io: Io): string => io.env.MODERATO_CONSOLE_URL || 'http://127.0.0.1:8081';

function addCreate(users: Command, io: Io): void {
  users
    .command('create')
    .description('make a moderator and print a link that signs them in, once, within seven days')
    .requiredOption('--site <slug>', 'the site’s slug')
    .requiredOption('--name <name>', 'the moderator’s name, as colleagues see it')
    .option('--email <address>', 'the moderator’s address', address)
    .addOption(new Option('--role <role>', roleWords).choices([...roles]))
    .action(async ({ site, name, email, role }: UserOptions) => {
      const [{ addUser, loginToken, loginTokenMaxAgeMs }, , cli] = await imports();
      const masterKeys = cli.masterKeysOf(io);
      await cli.withDatabase(io, async (database) => {
        const siteId = await cli.siteIdOf(database, site);
        const at = new Date();
        const user = await database.withSite(siteId, (tx) =>
          addUser(tx, siteId, { name, email, role }, { actor: 'cli', at }),
        );
        const token = loginToken(masterKeys, siteId, user.id, new Date(at.getTime() + loginTokenMaxAgeMs));
        const loginUrl = `${new URL('/login', consoleUrlOf(io))}?token=${token}`;
        io.stdout.write(`${JSON.stringify({ ...user, site, name, loginUrl })}\n`);
      });
    });
}

function addInvite(users: Command, io: Io): void {
  users
    .command('invite')
    .description('make a moderator and mail them a link by which they choose a password; prints the link too')
    .requiredOption('--site <slug>', 'the site’s slug')
    .requiredOption('--name <name>', 'the moderator’s name, as colleagues see it')
    .requiredOption('--email <address>', 'where the link goes', address)
    .addOption(new Option('--role <role>', roleWords).choices([...roles]))
    .action(async ({ site, name, email, role }: UserOptions & { email: string }) => {
      const [{ accountLinkToken, addUser, insertMail, makeInvitation }, { newId }, cli] = await imports();
      const { domainOf, messageIdOf } = await import('@moderato/email');
      const masterKeys = cli.masterKeysOf(io);
      const desk = consoleUrlOf(io);
      await cli.withDatabase(io, async (database) => {
        const siteId = await cli.siteIdOf(database, site);
        const staff = { actor: 'cli', at: new Date() };
        const { user, linkId } = await database.withSite(siteId, async (tx) => {
          const made = await addUser(tx, siteId, { name, email, role }, staff);
          const invited = await makeInvitation(tx, siteId, made.id, staff);
          const id = newId(staff.at);
          const domain = domainOf(io.env.MODERATO_MAIL_FROM || `@${new URL(desk).hostname}`);
          const messageId = messageIdOf({ mailId: id, to: invited.email, domain });
          const mail = {
            id,
            kind: 'invitation',
            recipient: invited.email,
            messageId,
            aboutId: invited.linkId,
          } as const;
          await insertMail(tx, siteId, mail, staff.at);
          return { user: made, linkId: invited.linkId };
        });
        const inviteUrl = `${new URL('/join', desk)}#${accountLinkToken(masterKeys, siteId, linkId)}`;
        io.stdout.write(`${JSON.stringify({ ...user, site, name, inviteUrl })}\n`);
      });
    });
}
