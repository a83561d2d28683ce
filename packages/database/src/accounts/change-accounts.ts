import { AppError, newId, type Role } from '@moderato/domain';
import type pg from 'pg';
import type { Staff } from '../change-penalties.js';
import { lockChain, recordActions } from '../ledger.js';
import { endSessionsOf } from '../queries/console-sessions.js';
import { insertModerator } from '../queries/moderators.js';
import { insertAccountLink, voidLinks } from './account-links.js';
import { type Account, countOtherAdmins, findAccount, foldEmail } from './accounts.js';
import { forgetSecondFactor } from './second-factor.js';

// Nothing that names a person is in the entries: the record is for good, and accounts are not.

interface Entry {
  kind: string;
  data?: Record<string, unknown>;
}

const record = (tx: pg.PoolClient, siteId: string, userId: string, { actor, at }: Staff, entry: Entry): Promise<void> =>
  recordActions(tx, siteId, [{ id: newId(at), data: {}, ...entry, subjectId: userId, actor }], at);

const lastAdmin = (): AppError =>
  new AppError('conflict', {
    detail: 'This is the last admin who can sign in. Make somebody else an admin first.',
  });

/** The account, with other changes to the site's accounts waiting. Throws `not_found`. */
async function lockAccount(tx: pg.PoolClient, siteId: string, id: string): Promise<Account> {
  await lockChain(tx, siteId);
  const account = await findAccount(tx, siteId, id);
  if (!account) throw new AppError('not_found');
  return account;
}

export interface NewUser {
  name: string;
  email?: string | undefined;
  /** Left out: admin for the first of a site, moderator for the others. */
  role?: Role | undefined;
}

/** Makes an account, with its entry on the record. Throws AppError `validation` where the address has one already. */
export async function addUser(
  tx: pg.PoolClient,
  siteId: string,
  { name, email, role }: NewUser,
  staff: Staff,
): Promise<{ id: string; role: Role }> {
  await lockChain(tx, siteId);
  const folded = email === undefined ? undefined : foldEmail(email);
  const { rows } = await tx.query<{ same: boolean | null; others: number }>(
    `select bool_or(email = $2) as same, count(*)::int as others from moderator where site_id = $1`,
    [siteId, folded ?? null],
  );
  if (rows[0]?.same) {
    const detail = 'Somebody has an account with this address already; a disabled one can be taken back into use.';
    throw new AppError('validation', { errors: [{ pointer: '/email', code: 'taken', detail }] });
  }
  const user = { id: newId(staff.at), role: role ?? (rows[0]?.others === 0 ? 'admin' : 'moderator') } as const;
  await insertModerator(tx, siteId, { ...user, name, email: folded }, staff.at);
  await record(tx, siteId, user.id, staff, { kind: 'user.added', data: { role: user.role } });
  return user;
}

/** A new link for somebody who has an address. Throws `not_found`, and `conflict` where there is no address. */
export async function makeInvitation(
  tx: pg.PoolClient,
  siteId: string,
  id: string,
  staff: Staff,
): Promise<{ linkId: string; email: string }> {
  const { email } = await lockAccount(tx, siteId, id);
  if (!email) throw new AppError('conflict', { detail: 'This account has no e-mail address to invite.' });
  const linkId = await insertAccountLink(tx, siteId, { moderatorId: id, purpose: 'invitation' }, staff.at);
  await record(tx, siteId, id, staff, { kind: 'user.invited' });
  return { linkId, email };
}

/** Throws `conflict` where nobody who may change roles would be left. */
export async function changeRole(
  tx: pg.PoolClient,
  siteId: string,
  { id, role }: { id: string; role: Role },
  staff: Staff,
): Promise<void> {
  const account = await lockAccount(tx, siteId, id);
  if (account.role === role) return;
  if (account.role === 'admin' && (await countOtherAdmins(tx, siteId, id)) === 0) throw lastAdmin();
  await tx.query('update moderator set role = $3 where site_id = $1 and id = $2', [siteId, id, role]);
  await record(tx, siteId, id, staff, { kind: 'user.role_changed', data: { from: account.role, to: role } });
}

/** Ends the account's sessions and links too. Throws `conflict` for the last admin. */
export async function disableUser(tx: pg.PoolClient, siteId: string, id: string, staff: Staff): Promise<void> {
  const account = await lockAccount(tx, siteId, id);
  if (account.role === 'admin' && (await countOtherAdmins(tx, siteId, id)) === 0) throw lastAdmin();
  await tx.query('update moderator set disabled_at = $3 where site_id = $1 and id = $2', [siteId, id, staff.at]);
  await endSessionsOf(tx, siteId, id, staff.at);
  await voidLinks(tx, siteId, id, staff.at);
  await record(tx, siteId, id, staff, { kind: 'user.disabled' });
}

/** Takes a disabled account back into use. */
export async function enableUser(tx: pg.PoolClient, siteId: string, id: string, staff: Staff): Promise<void> {
  await lockChain(tx, siteId);
  const { rowCount } = await tx.query(
    'update moderator set disabled_at = null where site_id = $1 and id = $2 and disabled_at is not null',
    [siteId, id],
  );
  if (rowCount === 1) return record(tx, siteId, id, staff, { kind: 'user.enabled' });
  if (!(await findAccount(tx, siteId, id))) throw new AppError('not_found');
}

/** Ends every session of the account but `except`. Returns how many were open. */
export async function signOutUser(
  tx: pg.PoolClient,
  siteId: string,
  { id, except }: { id: string; except?: string | undefined },
  staff: Staff,
): Promise<number> {
  await lockAccount(tx, siteId, id);
  const ended = await endSessionsOf(tx, siteId, id, staff.at, except);
  if (ended > 0) await record(tx, siteId, id, staff, { kind: 'user.signed_out', data: { sessions: ended } });
  return ended;
}

export async function renameUser(
  tx: pg.PoolClient,
  siteId: string,
  { id, name }: { id: string; name: string },
  staff: Staff,
): Promise<void> {
  const account = await lockAccount(tx, siteId, id);
  if (account.name === name) return;
  await tx.query('update moderator set name = $3 where site_id = $1 and id = $2', [siteId, id, name]);
  await record(tx, siteId, id, staff, { kind: 'user.renamed' });
}

/** Sets the password, ends the sessions but `except`, and has all links that were mailed work no more. */
export async function setPassword(
  tx: pg.PoolClient,
  siteId: string,
  { id, hash, except }: { id: string; hash: string; except?: string | undefined },
  staff: Staff,
): Promise<void> {
  await lockAccount(tx, siteId, id);
  await tx.query('update moderator set password_hash = $3 where site_id = $1 and id = $2', [siteId, id, hash]);
  await endSessionsOf(tx, siteId, id, staff.at, except);
  await voidLinks(tx, siteId, id, staff.at);
  await record(tx, siteId, id, staff, { kind: 'user.password_set' });
}

/** For somebody who lost their telephone and their recovery codes, or has had enough of it. */
export async function removeSecondFactor(tx: pg.PoolClient, siteId: string, id: string, staff: Staff): Promise<void> {
  const { totpSince } = await lockAccount(tx, siteId, id);
  await forgetSecondFactor(tx, siteId, id);
  if (totpSince) await record(tx, siteId, id, staff, { kind: 'user.second_factor_removed' });
}

/** The entry for a second factor that was confirmed, or recovery codes that were made anew. */
export const recordSecondFactor = (
  tx: pg.PoolClient,
  siteId: string,
  { id, kind }: { id: string; kind: 'user.second_factor_added' | 'user.recovery_codes_made' },
  staff: Staff,
): Promise<void> => record(tx, siteId, id, staff, { kind });
