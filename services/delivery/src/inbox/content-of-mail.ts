import { type InboundMailRow, type MasterKeys, openText } from '@moderato/database';
import type { InboundMail } from '@moderato/email';

/** A kept mail without its sender; null once it is forgotten. */
export function contentOf(
  row: Pick<InboundMailRow, 'wrappedKey' | 'keyVersion' | 'content'>,
  masterKeys: MasterKeys,
): Omit<InboundMail, 'from'> | null {
  const text = openText(masterKeys, row, row.content);
  return text === null ? null : (JSON.parse(text) as Omit<InboundMail, 'from'>);
}
