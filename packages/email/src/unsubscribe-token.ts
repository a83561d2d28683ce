import { createHmac, timingSafeEqual } from 'node:crypto';

const signatureOf = (secret: string, subject: string): string =>
  createHmac('sha256', secret).update(subject).digest('hex').slice(0, 32);

/** Names who wants no more of what: base64url of it, a dot, half an HMAC-SHA256. It has no end (RFC 8058 wants months). */
export const unsubscribeToken = (secret: string, subject: string): string =>
  `${Buffer.from(subject).toString('base64url')}.${signatureOf(secret, subject)}`;

/** The subject that was signed; null for anything else. */
export function readUnsubscribeToken(secret: string, token: string): string | null {
  const [encoded = '', signature = '', ...rest] = token.split('.');
  if (rest.length > 0 || encoded === '' || encoded.length > 200) return null;
  const subject = Buffer.from(encoded, 'base64url').toString('utf8');
  const [given, wanted] = [Buffer.from(signature), Buffer.from(signatureOf(secret, subject))];
  const isOurs = given.length === wanted.length && timingSafeEqual(given, wanted);
  return isOurs && Buffer.from(subject).toString('base64url') === encoded ? subject : null;
}
