import { Webhook } from 'standardwebhooks';
import { keyOfSecret } from './secrets.js';

export interface SignedMessage {
  /** `msg_…`, the same for all attempts. */
  id: string;
  /** When this attempt is made. */
  timestamp: Date;
  /** The very text that is sent. */
  body: string;
  /** Newest first; more than one while a rotation runs. */
  secrets: string[];
}

/** Headers of a Standard Webhooks request with one `v1` signature a secret. Throws TypeError on a malformed secret. */
export function signedHeaders({ id, timestamp, body, secrets }: SignedMessage): Record<string, string> {
  if (id.includes('.')) throw new TypeError('a webhook id holds no full stop');
  const signatures = secrets.map((secret) =>
    new Webhook(keyOfSecret(secret), { format: 'raw' }).sign(id, timestamp, body),
  );
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(timestamp.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}
