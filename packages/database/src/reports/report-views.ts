import type { InboxMailView, ReportView } from '@moderato/domain';
import type { MasterKeys } from '../master-keys.js';
import type { InboundMailRow } from './inbound-mails.js';
import type { ReportListing } from './list-reports.js';
import { openText } from './reporters.js';

/** Nothing of who reported. Addresses in the words were left out when they were kept. */
export function reportView(report: ReportListing, masterKeys: MasterKeys): ReportView {
  const { wrappedKey, keyVersion, words, brigadingSince, createdAt, resolvedAt, weight, notice, ...rest } = report;
  return {
    ...rest,
    weight: Math.round(weight * 1_000) / 1_000,
    text: openText(masterKeys, { wrappedKey, keyVersion }, words),
    possibleBrigading: brigadingSince !== null,
    notice: notice && {
      id: notice.id,
      category: notice.category,
      reasons: openText(masterKeys, notice, notice.reasons),
      legalGround: openText(masterKeys, notice, notice.legalGround),
      trustedFlagger: notice.trustedFlagger,
      danger: notice.danger,
    },
    createdAt: createdAt.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
  };
}

type KeptMail = Pick<InboxMailView, 'attachments' | 'notes'> & { subject: string; text: string };

/** What is kept of a mail, without its sender; null once it is forgotten. */
export function contentOfMail<Mail = KeptMail>(
  row: Pick<InboundMailRow, 'wrappedKey' | 'keyVersion' | 'content'>,
  masterKeys: MasterKeys,
): Mail | null {
  const text = openText(masterKeys, row, row.content);
  return text === null ? null : (JSON.parse(text) as Mail);
}

/** Nothing of who wrote it. */
export function inboxMailView(row: InboundMailRow, masterKeys: MasterKeys): InboxMailView {
  const { id, state, why, candidates, reportId, receivedAt } = row;
  const mail = contentOfMail(row, masterKeys);
  return {
    id,
    state,
    why,
    subject: mail?.subject ?? null,
    text: mail?.text ?? null,
    attachments: mail?.attachments ?? [],
    notes: mail?.notes ?? [],
    candidates,
    reportId,
    receivedAt: receivedAt.toISOString(),
  };
}
