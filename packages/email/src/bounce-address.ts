import { createHmac, timingSafeEqual } from 'node:crypto';

/** Lower-case letters and digits alone: mail servers on the way may change the case. */
const signatureOf = (secret: string, id: string): string =>
  createHmac('sha256', secret).update(`bounce\0${id}`).digest('hex').slice(0, 16);

/** The envelope sender of one mail (VERP): what comes back to it says which mail it was. `mailId` is a UUID. */
export function bounceAddress(secret: string, domain: string, mailId: string): string {
  const id = mailId.replaceAll('-', '').toLowerCase();
  return `b+${id}-${signatureOf(secret, id)}@${domain}`;
}

/** What stands before the @ of bounce addresses in a text, whoever made them. */
export const bounceTokensIn = (text: string): string[] =>
  [...text.matchAll(/(?<![\w.+-])b\+([0-9a-f]{32}-[0-9a-f]{16})@/gi)].map(([, token]) =>
    (token as string).toLowerCase(),
  );

/** The mail's id (a UUID); null for a token that is not ours. */
export function readBounceToken(secret: string, token: string): string | null {
  const [id = '', signature = ''] = token.split('-');
  const [given, wanted] = [Buffer.from(signature), Buffer.from(signatureOf(secret, id))];
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
  return [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join('-');
}
