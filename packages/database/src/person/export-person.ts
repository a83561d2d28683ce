import { newId, type PenaltyView } from '@moderato/domain';
import { listPersonAppeals } from '../appeals/appeal-rows.js';
import { appealView } from '../appeals/appeal-views.js';
import type { Staff } from '../change-penalties.js';
import type { Database } from '../database.js';
import { recordActions } from '../ledger.js';
import type { MasterKeys, Profile } from '../master-keys.js';
import { loadLife, penaltyView } from '../queries/penalties.js';
import { contentOfMail } from '../reports/report-views.js';
import { openText, reporterHash } from '../reports/reporters.js';
import { listMailsWritten, listPersonComments, listReportsMade } from './person-pages.js';

const commentsPerPage = 200;
const rowsPerPage = 500;

interface FoundPerson {
  id: string;
  wrappedKey: Buffer | null;
  keyVersion: number;
  profile: Buffer | null;
  createdAt: Date;
  erasedAt: Date | null;
}

/**
 * All that is kept of a person, as the text of one JSON object in parts: a page of rows is in memory at a time. That it
 * was asked for is on the record before the first part is made. Null where the site has no such author. `externalId`:
 * the site's own id of them.
 */
export async function exportPerson(
  database: Database,
  masterKeys: MasterKeys,
  { siteId, externalId, staff }: { siteId: string; externalId: string; staff: Staff },
): Promise<AsyncGenerator<string> | null> {
  const { actor, at } = staff;
  const person = await database.withSite(siteId, async (tx) => {
    const { rows } = await tx.query<FoundPerson>(
      `select id, wrapped_key as "wrappedKey", key_version as "keyVersion", profile, created_at as "createdAt",
         erased_at as "erasedAt"
       from author where site_id = $1 and external_id = $2`,
      [siteId, externalId],
    );
    const [found] = rows;
    if (!found) return null;
    const action = { id: newId(at), kind: 'author.exported', subjectId: found.id, actor, data: {} };
    await recordActions(tx, siteId, [action], at);
    return found;
  });
  return person && partsOf({ database, masterKeys, siteId, externalId, at, person });
}

interface Context {
  database: Database;
  masterKeys: MasterKeys;
  siteId: string;
  externalId: string;
  at: Date;
  person: FoundPerson;
}

async function* partsOf(context: Context): AsyncGenerator<string> {
  const { database, masterKeys, siteId, externalId, at, person } = context;
  const opened = openText(masterKeys, person, person.profile);
  const profile = opened === null ? null : (JSON.parse(opened) as Profile);
  const about = {
    id: externalId,
    erased: person.erasedAt !== null,
    erasedAt: person.erasedAt?.toISOString() ?? null,
    name: profile?.name ?? null,
    email: profile?.email ?? null,
    ip: profile?.ip ?? null,
    firstSeenAt: person.createdAt.toISOString(),
  };
  yield `{"exportedAt":${JSON.stringify(at)},"author":${JSON.stringify(about)},"comments":`;
  yield* arrayOf(commentsPerPage, (after) =>
    database.withSite(siteId, (tx) =>
      listPersonComments(tx, siteId, { authorId: person.id, after, limit: commentsPerPage }),
    ),
  );
  const life = await database.withSite(siteId, (tx) => loadLife(tx, siteId, externalId));
  const penalties: PenaltyView[] = (life?.life.penalties ?? []).map((one) => penaltyView(one, externalId, at));
  yield `,"penalties":${JSON.stringify(penalties)},"appeals":`;
  yield* arrayOf(rowsPerPage, async (after) => {
    const filter = { authorId: person.id, after, limit: rowsPerPage };
    const rows = await database.withSite(siteId, (tx) => listPersonAppeals(tx, siteId, filter));
    return rows.map((row) => appealView(row, masterKeys, at));
  });
  yield ',"reportsMade":';
  yield* reportsMade(context, profile?.email);
  yield ',"mailsWritten":';
  yield* mailsWritten(context, profile?.email);
  yield '}\n';
}

/** By the site's id and the e-mail address alone: behind a network's address may be other people. */
function reportsMade({ database, masterKeys, siteId, externalId }: Context, email: string | undefined) {
  const known = [{ id: externalId }, ...(email ? [{ email }] : [])];
  const hashes = known.map((reporter) => reporterHash(masterKeys, siteId, reporter));
  return arrayOf(rowsPerPage, async (after) => {
    const rows = await database.withSite(siteId, (tx) =>
      listReportsMade(tx, siteId, { hashes, after, limit: rowsPerPage }),
    );
    return rows.map(({ wrappedKey, keyVersion, words, ...report }) => ({
      ...report,
      text: openText(masterKeys, { wrappedKey, keyVersion }, words),
    }));
  });
}

async function* mailsWritten(
  { database, masterKeys, siteId }: Context,
  email: string | undefined,
): AsyncGenerator<string> {
  if (email === undefined) {
    yield '[]';
    return;
  }
  const hash = reporterHash(masterKeys, siteId, { email });
  yield* arrayOf(rowsPerPage, async (after) => {
    const rows = await database.withSite(siteId, (tx) =>
      listMailsWritten(tx, siteId, { hash, after, limit: rowsPerPage }),
    );
    return rows.map(({ wrappedKey, keyVersion, content, ...mail }) => {
      const kept = contentOfMail({ wrappedKey, keyVersion, content }, masterKeys);
      return { ...mail, subject: kept?.subject ?? null, text: kept?.text ?? null };
    });
  });
}

/** A JSON array out of pages; `page` is given the last id before it. */
async function* arrayOf<Row extends { id: string }>(
  perPage: number,
  page: (after: string | null) => Promise<Row[]>,
): AsyncGenerator<string> {
  let after: string | null = null;
  for (;;) {
    const rows: Row[] = await page(after);
    const text = rows.map((row) => JSON.stringify(row)).join(',');
    yield after === null ? `[${text}` : rows.length > 0 ? `,${text}` : '';
    if (rows.length < perPage) break;
    after = (rows.at(-1) as Row).id;
  }
  yield ']';
}
