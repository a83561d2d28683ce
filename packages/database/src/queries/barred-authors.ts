import type { EvasionSign, PenaltyKind } from '@moderato/domain';
import { byteaArray, textArray } from '../binary-arrays.js';
import type { Queryable } from '../database.js';
import type { PendingRevision } from './revisions.js';

const barring = new Set<PenaltyKind>(['suspension', 'proposed_ban', 'ban']);

/** Lets intake know of new penalties that bear on comments, and forgets those that ended or expired. */
export async function changeBars(
  tx: Queryable,
  siteId: string,
  {
    added,
    ended,
    at,
  }: {
    added: { id: string; kind: PenaltyKind; authorId: string; expiresAt: Date | null }[];
    ended: string[];
    at: Date;
  },
): Promise<void> {
  const bars = added.filter(({ kind }) => barring.has(kind));
  if (bars.length + ended.length === 0) return;
  await tx.query('delete from barred_author where site_id = $1 and (penalty_id = any($2::uuid[]) or until <= $3)', [
    siteId,
    ended,
    at,
  ]);
  if (bars.length === 0) return;
  await tx.query(
    `insert into barred_author (penalty_id, site_id, author_id, external_id, until, email_hash, ip_hash, name_hash)
     select b.id, $1, a.id, a.external_id, coalesce(b.expires_at, 'infinity'), a.email_hash, a.ip_hash, a.name_key
     from unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) as b(id, author_id, expires_at)
     join author a on a.site_id = $1 and a.id = b.author_id`,
    [siteId, bars.map((b) => b.id), bars.map((b) => b.authorId), bars.map((b) => b.expiresAt)],
  );
}

/**
 * What else tells a barred author goes with their erasure; the bar on their id stays. Call it after the erasure is on
 * the record: whoever bars authors holds the site's chain too, and neither then waits for the other.
 */
export async function forgetBarredHashes(tx: Queryable, siteId: string, authorId: string): Promise<void> {
  await tx.query(
    `update barred_author set email_hash = null, ip_hash = null, name_hash = null where site_id = $1 and author_id = $2`,
    [siteId, authorId],
  );
}

/** Keyed hashes by which an author may be known under another id. */
export type AuthorSigns = Record<EvasionSign, Buffer | null>;

/** A penalty that bears on comments, as intake shows it. */
export interface Bar {
  penaltyId: string;
  externalId: string;
  kind: 'suspension' | 'proposed_ban' | 'ban';
  reason: string;
  clause: { id: string; text: string } | null;
  expiresAt: Date | null;
}

export interface Barred {
  /** By the site's own id of the author; the heaviest of each. */
  authors: Map<string, Bar>;
  /** By sign and hash in hex: authors who are suspended or banned. */
  signs: Map<string, Bar>;
}

export const signKey = (sign: EvasionSign, hash: Buffer): string => `${sign} ${hash.toString('hex')}`;

const weight = { proposed_ban: 1, suspension: 2, ban: 3 };
const bySign = (sign: EvasionSign, place: number): string =>
  `(select distinct on (${sign}_hash) penalty_id, '${sign}' as sign, ${sign}_hash as hash from barred_author
    where site_id = $1 and until > $2 and ${sign}_hash = any($${place}::bytea[]) order by ${sign}_hash, penalty_id)`;

/** Whether the site bars anybody at all at `at`: most bar nobody most of the time, and then nothing else is asked. */
export async function barsAnybody(db: Queryable, siteId: string, at: Date): Promise<boolean> {
  const { rows } = await db.query<{ any: boolean }>({
    name: 'bars-anybody',
    text: 'select exists (select from barred_author where site_id = $1 and until > $2) as any',
    values: [siteId, at],
  });
  return rows[0]?.any ?? false;
}

/** Who of `authors` is barred at `at`, and which of `signs` are a barred author's. */
export async function findBarred(
  db: Queryable,
  siteId: string,
  { authors, signs, at }: { authors: string[]; signs: AuthorSigns[]; at: Date },
): Promise<Barred> {
  const hashes = (sign: EvasionSign): Buffer => {
    const distinct = new Map(signs.flatMap((one) => (one[sign] ? [[one[sign].toString('latin1'), one[sign]]] : [])));
    return byteaArray([...distinct.values()]);
  };
  const { rows } = await db.query<BarRow>({
    name: 'find-barred',
    text: `select b.sign, b.hash, p.id as "penaltyId", a.external_id as "externalId", p.kind, p.reason, p.clause_id,
       p.clause_text, p.expires_at as "expiresAt"
     from (
       select penalty_id, null as sign, null::bytea as hash from barred_author
       where site_id = $1 and until > $2 and external_id = any($3::text[])
       union all ${bySign('email', 4)} union all ${bySign('ip', 5)} union all ${bySign('name', 6)}) b
     join penalty p on p.id = b.penalty_id and p.site_id = $1 join author a on a.id = p.author_id and a.site_id = $1`,
    values: [siteId, at, textArray(authors), hashes('email'), hashes('ip'), hashes('name')],
  });
  const barred: Barred = { authors: new Map(), signs: new Map() };
  for (const { sign, hash, clause_id, clause_text, ...rest } of rows) {
    const bar: Bar = { ...rest, clause: clause_id === null ? null : { id: clause_id, text: clause_text ?? '' } };
    if (sign && hash) {
      if (bar.kind !== 'proposed_ban') barred.signs.set(signKey(sign, hash), bar);
      continue;
    }
    const known = barred.authors.get(bar.externalId);
    if (!known || weight[bar.kind] > weight[known.kind]) barred.authors.set(bar.externalId, bar);
  }
  return barred;
}

type BarRow = Omit<Bar, 'clause'> & {
  sign: EvasionSign | null;
  hash: Buffer | null;
  clause_id: string | null;
  clause_text: string | null;
};

/** A revision to hold because of who wrote it. `sign`: what they share with a barred author; null: they are barred. */
export interface BarredRevision {
  commentId: string;
  revision: number;
  sign: EvasionSign | null;
  penaltyId: string;
}

export async function insertBarredRevisions(tx: Queryable, siteId: string, revisions: BarredRevision[]): Promise<void> {
  if (revisions.length === 0) return;
  await tx.query(
    `insert into barred_comment (comment_id, revision, site_id, sign, penalty_id)
     select b.comment_id, b.revision, $1, b.sign, b.penalty_id
     from unnest($2::uuid[], $3::int[], $4::text[], $5::uuid[]) as b(comment_id, revision, sign, penalty_id)
     on conflict (comment_id, revision) do nothing`,
    [
      siteId,
      revisions.map((r) => r.commentId),
      revisions.map((r) => r.revision),
      revisions.map((r) => r.sign),
      revisions.map((r) => r.penaltyId),
    ],
  );
}

/** Why a revision is held whatever it says. */
export interface Hold {
  sign: EvasionSign | null;
  kind: Bar['kind'];
  /** The barred author, by the site's own id. */
  author: string;
  until: Date | null;
}

/** Notes on revisions that are to be decided which of them are held because of who wrote them. */
export async function noteHolds(
  db: Queryable,
  siteId: string,
  revisions: Pick<PendingRevision, 'commentId' | 'revision' | 'hold'>[],
): Promise<void> {
  if (revisions.length === 0) return;
  const { rows } = await db.query<Hold & { comment_id: string; revision: number }>({
    name: 'note-holds',
    text: `select b.comment_id, b.revision, b.sign, p.kind, a.external_id as author, p.expires_at as until
     from barred_comment b join penalty p on p.id = b.penalty_id and p.site_id = $1
     join author a on a.id = p.author_id and a.site_id = $1
     where b.site_id = $1 and b.comment_id = any($2::uuid[])`,
    values: [siteId, revisions.map(({ commentId }) => commentId)],
  });
  if (rows.length === 0) return;
  const holds = new Map(rows.map(({ comment_id, revision, ...hold }) => [`${comment_id} ${revision}`, hold]));
  for (const one of revisions) {
    const hold = holds.get(`${one.commentId} ${one.revision}`);
    if (hold) one.hold = hold;
  }
}
