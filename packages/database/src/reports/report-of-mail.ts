import { newId } from '@moderato/domain';
import type { Queryable } from '../database.js';
import type { MasterKeys } from '../master-keys.js';
import type { InboundMailRow } from './inbound-mails.js';
import { openReports } from './open-reports.js';
import { openText, reporterHash, sealTexts } from './reporters.js';

const longestWords = 2_000;

/**
 * Opens a report of a comment in the name of a mail's sender, who hears the outcome unless they wish otherwise. Null
 * where the site has no such comment.
 */
export async function openReportOfMail(
  tx: Queryable,
  { siteId, masterKeys, at }: { siteId: string; masterKeys: MasterKeys; at: Date },
  { row, words, commentId }: { row: InboundMailRow; words: string; commentId: string },
): Promise<{ reportId: string; isNew: boolean; outbox: boolean } | null> {
  const address = openText(masterKeys, row, row.address);
  const report = {
    id: newId(at),
    // Who gave no address is somebody else each time.
    reporterHash: row.senderHash ?? reporterHash(masterKeys, siteId, { id: `mail ${row.id}` }),
    reason: 'other' as const,
    source: 'mail' as const,
    texts: sealTexts(masterKeys, { words: words === '' ? null : words.slice(0, longestWords), address }),
    wantsOutcome: address !== null,
  };
  const opening = await openReports(tx, siteId, { commentId, reports: [report] }, at);
  const [opened] = opening?.opened ?? [];
  return opening && opened ? { reportId: opened.id, isNew: opened.isNew, outbox: opening.outbox } : null;
}
