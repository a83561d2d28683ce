import {
  countAuthorComments,
  type FoundAuthor,
  findAuthors,
  findLiveGuidelines,
  listReportsAboutAuthor,
  loadLife,
  type MasterKeys,
  penaltyView,
  type Queryable,
} from '@moderato/database';
import { AppError, commentStatuses, isExempt, standingOf } from '@moderato/domain';
import type { Author, FoundAuthors } from './authors-contract.js';
import { nameOf } from './review-comment.js';

const mostPenalties = 100;
const mostReports = 20;

interface Asked {
  masterKeys: MasterKeys;
  at: Date;
}

/** The name alone, where one is kept. */
export const nameOfAuthor = ({ wrappedKey, keyVersion, profile }: FoundAuthor, masterKeys: MasterKeys) =>
  wrappedKey && profile ? nameOf({ wrappedKey, keyVersion, profile }, masterKeys) : null;

/** Throws AppError `not_found`. */
export async function authorOf(db: Queryable, siteId: string, externalId: string): Promise<FoundAuthor> {
  const [found] = await findAuthors(db, siteId, { externalId, nameKey: null, limit: 1 });
  if (found?.externalId === externalId) return found;
  throw new AppError('not_found', { detail: 'Nobody of that id has commented at this site.' });
}

async function standing(db: Queryable, siteId: string, author: FoundAuthor, { masterKeys, at }: Asked) {
  const penalties = (await loadLife(db, siteId, author.externalId))?.life.penalties ?? [];
  const { until, ...rest } = standingOf(penalties, at);
  return {
    penalties,
    row: {
      id: author.externalId,
      name: nameOfAuthor(author, masterKeys),
      erased: author.erasedAt !== null,
      standing: { ...rest, until: until?.toISOString() ?? null },
    },
  };
}

export async function foundAuthors(
  db: Queryable,
  siteId: string,
  authors: FoundAuthor[],
  asked: Asked,
): Promise<FoundAuthors['data']> {
  const rows: FoundAuthors['data'] = [];
  for (const author of authors) rows.push((await standing(db, siteId, author, asked)).row);
  return rows;
}

/** An author with all that a moderator may know. Throws AppError `not_found`. */
export async function readAuthor(db: Queryable, siteId: string, externalId: string, asked: Asked): Promise<Author> {
  const author = await authorOf(db, siteId, externalId);
  const { authorId } = author;
  const { penalties, row } = await standing(db, siteId, author, asked);
  const counts = await countAuthorComments(db, siteId, authorId);
  const reports = await listReportsAboutAuthor(db, siteId, { authorId, limit: mostReports });
  const policy = (await findLiveGuidelines(db, siteId))?.policy ?? null;
  const comments = Object.fromEntries(commentStatuses.map((status) => [status, counts[status] ?? 0]));
  return {
    ...row,
    exempt: isExempt(policy, externalId),
    penalties: penalties
      .toReversed()
      .slice(0, mostPenalties)
      .map((penalty) => penaltyView(penalty, externalId, asked.at)),
    comments: comments as Author['comments'],
    reports: reports.map(({ createdAt, ...rest }) => ({ ...rest, createdAt: createdAt.toISOString() })),
  };
}
