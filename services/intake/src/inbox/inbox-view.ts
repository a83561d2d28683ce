import { type InboundMailRow, inboundStates, type MasterKeys, openText } from '@moderato/database';
import type { InboundMail } from '@moderato/email';
import { z } from 'zod';

const time = z.iso.datetime();

export const inboxMailSchema = z
  .object({
    id: z.string(),
    state: z.enum(inboundStates),
    why: z
      .string()
      .nullable()
      .describe('How it was placed, or why not: link, id, quotation, several, nothing, bounce, …'),
    subject: z.string().nullable().describe('Null once erased'),
    text: z.string().nullable().describe('Its words, e-mail and network addresses left out'),
    attachments: z.array(z.object({ type: z.string(), bytes: z.int() })).describe('What came with it; not kept'),
    notes: z.array(z.string()).describe('too_large: read in part; unreadable; cut; html_only'),
    candidates: z.array(z.string()).describe('Comments that it may mean'),
    reportId: z.string().nullable(),
    receivedAt: time,
  })
  .meta({ id: 'InboxMail' });

/** A kept mail without its sender; null once it is forgotten. */
export function contentOf(row: InboundMailRow, masterKeys: MasterKeys): Omit<InboundMail, 'from'> | null {
  const text = openText(masterKeys, row, row.content);
  return text === null ? null : (JSON.parse(text) as Omit<InboundMail, 'from'>);
}

/** Nothing of who wrote it: addresses in its words were left out when it came. */
export function inboxMail(row: InboundMailRow, masterKeys: MasterKeys): z.infer<typeof inboxMailSchema> {
  const { id, state, why, candidates, reportId, receivedAt } = row;
  const mail = contentOf(row, masterKeys);
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
