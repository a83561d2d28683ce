import {
  AppError,
  type AppealSettings,
  type AppealSource,
  appealableUntil,
  daysAfter,
  newId,
  stillStands,
} from '@moderato/domain';
import type pg from 'pg';
import type { Queryable } from '../database.js';
import { recordActions } from '../ledger.js';
import type { MasterKeys, Profile } from '../master-keys.js';
import { openText, sealTexts } from '../reports/reporters.js';
import { type AppealRow, findAppeal } from './appeal-rows.js';
import { type FoundRestriction, findRestriction, type RestrictionKey } from './restrictions.js';

export interface NewAppeal {
  about: RestrictionKey;
  source: AppealSource;
  /** The author's words; whom they name is masked before. */
  text: string;
  /** Whether the author wants a mail with the outcome, and where, if not to the address that the site has of them. */
  wantsOutcome: boolean;
  email?: string | undefined;
}

export interface FiledAppeal {
  appeal: AppealRow;
  /** False where there was one already: `appeal` is that one, as it stands. */
  isNew: boolean;
}

interface FilingContext {
  masterKeys: MasterKeys;
  settings: AppealSettings;
  /** Who files: `api-key:<id>`, or `author` at the signed link. */
  actor: string;
  at: Date;
}

/**
 * Files an appeal, once; a second answers with the first. Throws AppError `not_restricted` where nothing stands against
 * the author, `appeal_too_late` once the time is over, `validation` where an outcome is wanted and no address is known.
 */
export async function fileAppeal(
  tx: pg.PoolClient,
  siteId: string,
  given: NewAppeal,
  { masterKeys, settings, actor, at }: FilingContext,
): Promise<FiledAppeal> {
  const found = await findHeld(tx, siteId, given.about);
  if (!found) throw new AppError('not_restricted');
  const { restriction } = found;
  const standing = restriction.appeal && (await findAppeal(tx, siteId, restriction.appeal.id));
  if (standing) return { appeal: standing, isNew: false };
  if (!stillStands(restriction, settings, at)) throw new AppError('not_restricted');
  const until = appealableUntil(restriction, settings);
  if (at > until) throw new AppError('appeal_too_late', { members: { until: until.toISOString() } });
  const address = given.wantsOutcome
    ? (given.email ?? (await knownAddress(tx, siteId, found.authorId, masterKeys)))
    : null;
  if (given.wantsOutcome && !address) {
    const detail = 'is needed where the outcome is wanted: the site has no address of this author';
    throw new AppError('validation', { errors: [{ pointer: '/email', code: 'required', detail }] });
  }
  const id = newId(at);
  const texts = sealTexts(masterKeys, { words: given.text, address });
  const written = await insertAppeal(tx, siteId, {
    id,
    found,
    given,
    texts,
    due: daysAfter(at, settings.decideDays),
    at,
  });
  if (!written) {
    // Somebody filed it at the same moment, and has committed by now.
    const again = await findRestriction(tx, siteId, given.about);
    const first = again?.restriction.appeal && (await findAppeal(tx, siteId, again.restriction.appeal.id));
    if (!first) throw new AppError('conflict');
    return { appeal: first, isNew: false };
  }
  const { subject } = found;
  const about = subject.kind === 'penalty' ? { penaltyId: subject.penaltyId } : { decisionId: subject.decisionId };
  await recordActions(tx, siteId, [{ id: newId(at), kind: 'appeal.filed', subjectId: id, actor, data: about }], at);
  return { appeal: (await findAppeal(tx, siteId, id)) as AppealRow, isNew: true };
}

/** As `findRestriction`; what is decided on the comment meanwhile comes before or after. */
async function findHeld(tx: Queryable, siteId: string, about: RestrictionKey): Promise<FoundRestriction | null> {
  const found = await findRestriction(tx, siteId, about);
  if (found?.subject.kind !== 'decision') return found;
  await tx.query('select from comment where site_id = $1 and id = $2 for share', [siteId, found.subject.commentId]);
  return findRestriction(tx, siteId, about);
}

async function insertAppeal(
  tx: pg.PoolClient,
  siteId: string,
  {
    id,
    found: { subject, authorId, deciderId },
    given,
    texts: { wrappedKey, keyVersion, sealed },
    due,
    at,
  }: {
    id: string;
    found: FoundRestriction;
    given: NewAppeal;
    texts: ReturnType<typeof sealTexts<'words' | 'address'>>;
    due: Date;
    at: Date;
  },
): Promise<boolean> {
  const on = subject.kind === 'decision' ? subject : null;
  const { rowCount } = await tx.query(
    `insert into appeal (id, site_id, author_id, comment_id, revision, decision_id, penalty_id, decider_id, source,
       wrapped_key, key_version, words, address, wants_outcome, created_at, due_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     on conflict do nothing`,
    [
      id,
      siteId,
      authorId,
      on?.commentId ?? null,
      on?.revision ?? null,
      on?.decisionId ?? null,
      subject.kind === 'penalty' ? subject.penaltyId : null,
      deciderId,
      given.source,
      wrappedKey,
      keyVersion,
      sealed.words,
      sealed.address,
      given.wantsOutcome,
      at,
      due,
    ],
  );
  return rowCount === 1;
}

/** Whether the site gave an address of an author, to whom an outcome could be mailed. */
export const hasAddress = async (
  db: Queryable,
  siteId: string,
  authorId: string,
  masterKeys: MasterKeys,
): Promise<boolean> => (await knownAddress(db, siteId, authorId, masterKeys)) !== null;

/** Null where the site gave none. */
async function knownAddress(
  tx: Queryable,
  siteId: string,
  authorId: string,
  masterKeys: MasterKeys,
): Promise<string | null> {
  const { rows } = await tx.query<{ wrappedKey: Buffer | null; keyVersion: number; profile: Buffer | null }>(
    `select wrapped_key as "wrappedKey", key_version as "keyVersion", profile from author
     where site_id = $1 and id = $2`,
    [siteId, authorId],
  );
  const profile = rows[0] ? openText(masterKeys, rows[0], rows[0].profile) : null;
  return profile === null ? null : ((JSON.parse(profile) as Profile).email ?? null);
}
