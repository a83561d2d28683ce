import type { ClaimedDelivery } from '@moderato/database';

/** Standard Webhooks asks for thin messages: under 20 kB. */
const maxBytes = 20_000;

type Data = Record<string, unknown>;

/** `msg_` and the delivery's id: the same for every attempt, so that the receiver can drop a second copy. */
export const messageIdOf = (deliveryId: string): string => `msg_${deliveryId.replaceAll('-', '')}`;

const withoutSpans = (findings: unknown): unknown =>
  Array.isArray(findings) ? findings.map((finding: Data) => ({ ...finding, spans: [] })) : findings;

const isScalar = (value: unknown): boolean => value === null || typeof value !== 'object';

/** What is given up, in this order, to stay thin. The receiver fetches the rest by the ids, which always stay. */
const thinner: ((data: Data) => Data)[] = [
  (data) => data,
  (data) => ({ ...data, marks: [] }),
  (data) => ({ ...data, marks: [], findings: withoutSpans(data.findings) }),
  (data) =>
    Object.fromEntries(Object.entries(data).filter(([, value]) => isScalar(value) && String(value).length <= 300)),
];

/** The envelope of Standard Webhooks as it is sent; equal bytes for every attempt. */
export function bodyOf({
  eventType,
  occurredAt,
  data,
}: Pick<ClaimedDelivery, 'eventType' | 'occurredAt' | 'data'>): string {
  let body = '';
  for (const thin of thinner) {
    body = JSON.stringify({ type: eventType, timestamp: occurredAt.toISOString(), data: thin(data) });
    if (Buffer.byteLength(body) < maxBytes) break;
  }
  return body;
}
