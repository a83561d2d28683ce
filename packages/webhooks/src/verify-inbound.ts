import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '@moderato/domain';
import { keyOfSecret } from './secrets.js';

export const inboundSchemes = ['standard-webhooks', 'github', 'coral', 'hyvor', 'stripe'] as const;
export type InboundScheme = (typeof inboundSchemes)[number];

/** As Node gives them: names in lower case, duplicates joined with a comma and a space. */
export type InboundHeaders = Record<string, string | string[] | undefined>;

/** Seconds that a signed timestamp may lie from ours, either way. */
const toleranceSeconds = 300;

interface Signed {
  /** The sender's signatures, as written; one that matches is enough. */
  signatures: string[];
  /** What was signed. */
  message: (Uint8Array | string)[];
  encoding: 'hex' | 'base64';
  /** Unix seconds; null where the scheme signs no time. */
  timestamp: number | null;
  /** The sender's name for this message where a header has it. */
  id: string | null;
}

type Reader = (headers: InboundHeaders, rawBody: Uint8Array) => Signed;

const malformed = (detail: string) => new AppError('missing_signature', { detail });

/** One header's value. A header sent twice is refused: which of the two counts is anybody's guess. */
function single(headers: InboundHeaders, name: string): string {
  const value = headers[name];
  if (value === undefined || value === '') throw malformed(`The header ${name} is missing.`);
  if (Array.isArray(value) || value.includes(', ')) throw malformed(`The header ${name} was sent more than once.`);
  return value;
}

function secondsOf(text: string | undefined): number {
  // parseInt alone would take 123abc.
  if (!text || !/^\d{1,12}$/.test(text)) throw malformed('The timestamp must be Unix seconds, digits only.');
  return Number(text);
}

const startingWith = (list: string[], prefix: string): string[] =>
  list.filter((entry) => entry.startsWith(prefix)).map((entry) => entry.slice(prefix.length));

const readStandard: Reader = (headers, rawBody) => {
  const id = single(headers, 'webhook-id');
  // A full stop in the id would let one signature stand for two splits of id, time and body.
  if (!/^[^\s,.]{1,255}$/.test(id)) throw malformed('webhook-id must be one word without commas and full stops.');
  const time = single(headers, 'webhook-timestamp');
  const timestamp = secondsOf(time);
  const signatures = startingWith(single(headers, 'webhook-signature').split(' '), 'v1,');
  return { signatures, message: [`${id}.${time}.`, rawBody], encoding: 'base64', timestamp, id };
};

const readHexOfBody = (header: string, prefix: string, separator: string | null, idHeader?: string): Reader => {
  return (headers, rawBody) => {
    const value = single(headers, header);
    const signatures = startingWith(separator === null ? [value] : value.split(separator), prefix);
    const id = idHeader && headers[idHeader] ? single(headers, idHeader) : null;
    return { signatures, message: [rawBody], encoding: 'hex', timestamp: null, id };
  };
};

/** The header's first word is the sender's name (`Stripe-Signature`), so it is known by its form. */
const readStripe: Reader = (headers, rawBody) => {
  const names = Object.keys(headers).filter((name) => {
    const value = headers[name];
    return name.endsWith('-signature') && (Array.isArray(value) || /(^|,)\s*t=/.test(value ?? ''));
  });
  if (names.length !== 1) throw malformed('Exactly one header …-Signature: t=…,v1=… is needed.');
  const parts = single(headers, names[0] as string).split(',');
  const times = startingWith(parts, 't=');
  if (times.length !== 1) throw malformed('The signature header must name one t=.');
  const timestamp = secondsOf(times[0]);
  const signatures = startingWith(parts, 'v1=');
  return { signatures, message: [`${times[0]}.`, rawBody], encoding: 'hex', timestamp, id: null };
};

const readers: Record<InboundScheme, Reader> = {
  'standard-webhooks': readStandard,
  github: readHexOfBody('x-hub-signature-256', 'sha256=', null, 'x-github-delivery'),
  coral: readHexOfBody('x-coral-signature', 'sha256=', ','),
  hyvor: readHexOfBody('x-signature', '', null),
  stripe: readStripe,
};

/** Compared as written, so that of several spellings of one digest only the usual one passes. */
function sameText(given: string, expected: string): boolean {
  const a = Buffer.from(given, 'utf8');
  const b = Buffer.from(expected, 'utf8');
  return a.length === b.length && timingSafeEqual(a, b);
}

function isSigned(scheme: InboundScheme, secrets: string[], signed: Signed): boolean {
  let matches = false;
  for (const secret of secrets) {
    // Coral's secrets also start with whsec_, but there the whole string is the key.
    const key = scheme === 'standard-webhooks' ? keyOfSecret(secret) : Buffer.from(secret, 'utf8');
    const hmac = createHmac('sha256', key);
    for (const part of signed.message) hmac.update(part);
    const expected = hmac.digest(signed.encoding);
    for (const given of signed.signatures) matches = sameText(given, expected) || matches;
  }
  return matches;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The message's own name in its body, where the scheme's senders put one. */
function idInBody(scheme: InboundScheme, rawBody: Uint8Array, digest: string): string | null {
  let body: unknown;
  try {
    body = JSON.parse(Buffer.from(rawBody).toString('utf8'));
  } catch {
    return null; // Genuine but not JSON: the caller refuses it when it reads the fields.
  }
  if (!isObject(body)) return null;
  if (scheme !== 'hyvor') return typeof body.id === 'string' && body.id !== '' ? body.id : null;
  const { event, data } = body;
  if (typeof event !== 'string' || !isObject(data) || !['string', 'number'].includes(typeof data.id)) return null;
  // The digest keeps two updates of one comment apart; a repeated try has the same bytes.
  return `${event}:${String(data.id)}:${digest.slice(0, 16)}`;
}

/**
 * Checks a signed webhook over the bytes as they came. Any one of `secrets` will do.
 *
 * Answers with the id under which a repetition is to be recognised: the sender's where it gives one, else the body's
 * SHA-256. Throws AppError `missing_signature` where headers are missing, malformed or sent twice, and
 * `bad_signature` where nothing matches or the signed time is more than 300 seconds from `now`; TypeError where a
 * Standard Webhooks secret of ours is not base64.
 */
export function verifyInbound(
  scheme: InboundScheme,
  secrets: string[],
  headers: InboundHeaders,
  rawBody: Uint8Array,
  now: Date,
): { messageId: string } {
  const signed = readers[scheme](headers, rawBody);
  if (!isSigned(scheme, secrets, signed)) throw new AppError('bad_signature');
  if (signed.timestamp !== null && Math.abs(signed.timestamp - now.getTime() / 1000) > toleranceSeconds) {
    throw new AppError('bad_signature', { detail: 'The signed time is more than 300 seconds from ours.' });
  }
  const digest = createHash('sha256').update(rawBody).digest('hex');
  const usesBody = scheme !== 'standard-webhooks' && scheme !== 'github';
  const id = signed.id ?? (usesBody ? idInBody(scheme, rawBody, digest) : null);
  return { messageId: id !== null && id.length <= 255 ? id : `sha256:${digest}` };
}
