import { newId } from '@moderato/domain';
import type pg from 'pg';
import type { Staff } from '../change-penalties.js';
import type { Queryable } from '../database.js';
import { recordActions } from '../ledger.js';
import type { MasterKeys } from '../master-keys.js';
import { type Erasure, eraseAuthor, holdBackWrites } from '../queries/authors.js';
import { forgetBarredHashes } from '../queries/barred-authors.js';
import { removedMail } from '../queries/kept-mails.js';
import { contentOfMail } from '../reports/report-views.js';
import { findReporterHashes } from '../reports/reporters.js';
import { forgetReporters } from '../reports/resolve-reports.js';
import { WordRuns } from './word-runs.js';

const textsAtOnce = 2_000;
const mailsAtOnce = 200;

/**
 * Erases a person: as an author, as a reporter, and their words in mails of others. With it goes an entry on the
 * record; asked for again, nothing changes. What replies and answers quote is for `forgetEchoes`. Null when the site has no such
 * author; what they reported is forgotten all the same.
 */
export async function erasePerson(
  tx: pg.PoolClient,
  masterKeys: MasterKeys,
  { siteId, externalId, staff }: { siteId: string; externalId: string; staff: Staff },
): Promise<Erasure | null> {
  const { actor, at } = staff;
  await forgetReporters(tx, siteId, await findReporterHashes(tx, masterKeys, siteId, externalId));
  await holdBackWrites(tx, siteId);
  for await (const runs of wordsOfAuthor(tx, siteId, externalId)) {
    await forgetInboundQuotes(tx, masterKeys, siteId, runs);
    await forgetKeptQuotes(tx, siteId, runs);
  }
  const done = await eraseAuthor(tx, siteId, externalId, at);
  if (!done || done.erasedBefore) return done;
  await forgetBarredHashes(tx, siteId, done.authorId);
  const data = { comments: done.commentIds.length };
  const action = { id: newId(at), kind: 'author.erased', subjectId: done.authorId, actor, data };
  await recordActions(tx, siteId, [action], at);
  return done;
}

/** What the author wrote, so much at a time that it fits into memory; nothing where no text is left. */
async function* wordsOfAuthor(tx: Queryable, siteId: string, externalId: string): AsyncGenerator<WordRuns> {
  for (let after: string | null = null; ; ) {
    const page: pg.QueryResult<{ id: string; body: string | null; earlier: string[] }> = await tx.query(
      `select c.id, c.body, array(select r.body from superseded_revision r
         where r.site_id = $1 and r.comment_id = c.id and r.body is not null) as earlier
       from comment c join author a on a.id = c.author_id and a.site_id = $1
       where c.site_id = $1 and a.external_id = $2 and ($3::uuid is null or c.id > $3) order by c.id limit $4`,
      [siteId, externalId, after, textsAtOnce],
    );
    const runs = new WordRuns();
    for (const { body, earlier } of page.rows) for (const text of [body ?? '', ...earlier]) runs.add(text);
    if (!runs.isEmpty) yield runs;
    if (page.rows.length < textsAtOnce) return;
    after = page.rows.at(-1)?.id ?? null;
  }
}

/** Readers' mails that nobody could place, bounces of our own: whatever quotes the person, wherever it lies. */
async function forgetInboundQuotes(tx: Queryable, masterKeys: MasterKeys, siteId: string, runs: WordRuns) {
  for (let after: string | null = null; ; ) {
    const page: pg.QueryResult<Parameters<typeof contentOfMail>[0] & { id: string }> = await tx.query(
      `select id, wrapped_key as "wrappedKey", key_version as "keyVersion", content from inbound_mail
       where site_id = $1 and content is not null and ($2::uuid is null or id > $2) order by id limit $3`,
      [siteId, after, mailsAtOnce],
    );
    const quoting = page.rows.filter((row) => {
      const mail = contentOfMail(row, masterKeys);
      return mail !== null && (runs.isQuotedIn(mail.text) || runs.isQuotedIn(mail.subject));
    });
    await tx.query('update inbound_mail set content = null where site_id = $1 and id = any($2::uuid[])', [
      siteId,
      quoting.map(({ id }) => id),
    ]);
    if (page.rows.length < mailsAtOnce) return;
    after = page.rows.at(-1)?.id ?? null;
  }
}

/** Where no mail server is set, our own mails lie in the database; an answer carries the subject that it answers. */
async function forgetKeptQuotes(tx: Queryable, siteId: string, runs: WordRuns) {
  for (let after: string | null = null; ; ) {
    const page: pg.QueryResult<{ id: string; subject: string; text: string }> = await tx.query(
      `select id, subject, text from kept_mail where site_id = $1 and ($2::uuid is null or id > $2)
       order by id limit $3`,
      [siteId, after, mailsAtOnce],
    );
    const quoting = page.rows.filter(({ subject, text }) => runs.isQuotedIn(subject) || runs.isQuotedIn(text));
    await tx.query(
      `update kept_mail set subject = $3, text = $4, html = $5 where site_id = $1 and id = any($2::uuid[])`,
      [siteId, quoting.map(({ id }) => id), removedMail.subject, removedMail.text, removedMail.html],
    );
    if (page.rows.length < mailsAtOnce) return;
    after = page.rows.at(-1)?.id ?? null;
  }
}
