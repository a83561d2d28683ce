import { firstIdAt, type TransparencyStatement } from '@moderato/domain';
import type { Database } from '../database.js';
import type { MasterKeys } from '../master-keys.js';
import { findSite } from '../queries/sites.js';
import { listHeldLong, listRejections, stateHeld, stateRejections } from './restrictions.js';

const atOnce = 500;
const nil = '00000000-0000-0000-0000-000000000000';
const hourMs = 3_600_000;

/**
 * The statements of reasons of what was rejected from `from` on and before `to` and is firm by now, then of what has
 * been held too long and began to be so in that time. A page of rows is in memory at a time.
 */
export async function* exportStatements(
  database: Database,
  masterKeys: MasterKeys,
  { siteId, from, to, at }: { siteId: string; from: Date; to: Date; at: Date },
): AsyncGenerator<TransparencyStatement> {
  const site = await database.withSite(siteId, (tx) => findSite(tx, siteId));
  if (!site) return;
  const settings = site.settings.dsa;
  const context = { siteId, masterKeys, settings };
  const firm = new Date(Math.min(to.getTime(), at.getTime() - settings.statements.delayHours * hourMs));
  for (let after = firstIdAt(from); ; ) {
    const page = await database.withSite(siteId, async (tx) => {
      const rejections = await listRejections(tx, siteId, { after, before: firstIdAt(firm), limit: atOnce });
      return { rejections, stated: await stateRejections(tx, context, rejections) };
    });
    for (const { statement } of page.stated) yield statement;
    if (page.rejections.length < atOnce) break;
    after = page.rejections.at(-1)?.id ?? after;
  }
  const longMs = settings.statements.holdDays * 24 * hourMs;
  const before = new Date(Math.min(to.getTime(), at.getTime()) - longMs);
  for (let after = nil; ; ) {
    const page = await database.withSite(siteId, async (tx) => {
      const commentIds = await listHeldLong(tx, siteId, { after, before, limit: atOnce, unstated: false });
      return { commentIds, stated: await stateHeld(tx, context, { commentIds, before }) };
    });
    const since = new Date(from.getTime() - longMs).toISOString().slice(0, 10);
    for (const { statement } of page.stated) if (statement.application_date >= since) yield statement;
    if (page.commentIds.length < atOnce) return;
    after = page.commentIds.at(-1) ?? after;
  }
}
