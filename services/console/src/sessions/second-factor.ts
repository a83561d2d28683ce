import { randomInt } from 'node:crypto';
import { lockSecondFactor, type MasterKeys, type Queryable, takeStep, useRecoveryCode } from '@moderato/database';
import { Secret, TOTP } from 'otpauth';

const stepSeconds = 30;
/** Clocks of telephones are off by less than a step. */
const window = 1;
const recoveryCodes = 10;
/** Without those that are taken for one another. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

// SHA-1, six digits, thirty seconds: what every authenticator app can do (RFC 6238).
const totpOf = (secret: Uint8Array, names: { issuer: string; label: string }) =>
  new TOTP({
    ...names,
    secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
    algorithm: 'SHA1',
    digits: 6,
    period: stepSeconds,
  });

export const newTotpSecret = (): Uint8Array => new Secret({ size: 20 }).bytes;

/** `secret` in base32, to type; `uri` for the picture that a telephone reads. */
export const totpEnrolment = (secret: Uint8Array, names: { issuer: string; label: string }) => ({
  secret: totpOf(secret, names).secret.base32,
  uri: totpOf(secret, names).toString(),
});

/** The step whose code this is; null for none near `at`. */
function stepOf(secret: Uint8Array, code: string, at: Date): number | null {
  const delta = totpOf(secret, { issuer: '', label: '' }).validate({ token: code, timestamp: at.getTime(), window });
  return delta === null ? null : Math.floor(at.getTime() / 1000 / stepSeconds) + delta;
}

/** Ten of them, 49 bits each, in two halves. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: recoveryCodes }, () => {
    const letters = Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('');
    return `${letters.slice(0, 5)}-${letters.slice(5)}`;
  });

interface Asked {
  moderatorId: string;
  code: string;
  masterKeys: MasterKeys;
  at: Date;
}

const digits = (code: string): string => code.replace(/\s/g, '');
const asKept = (code: string): string => {
  const letters = code.toLowerCase().replace(/[^a-z0-9]/g, '');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
};

/** Takes a code of the app, once: it and those before it are good no more. */
export async function takeTotpCode(tx: Queryable, siteId: string, asked: Asked): Promise<boolean> {
  const { moderatorId, code, masterKeys, at } = asked;
  const factor = await lockSecondFactor(tx, siteId, moderatorId, masterKeys);
  if (!factor || !/^\d{6}$/.test(digits(code))) return false;
  const step = stepOf(factor.secret, digits(code), at);
  if (step === null || (factor.lastStep !== null && step <= factor.lastStep)) return false;
  await takeStep(tx, siteId, moderatorId, step);
  return true;
}

/** Takes a code of the app or a recovery code, once. */
export async function takeSecondFactor(tx: Queryable, siteId: string, asked: Asked): Promise<boolean> {
  if (/^\d{6}$/.test(digits(asked.code))) return takeTotpCode(tx, siteId, asked);
  return useRecoveryCode(tx, siteId, asked.moderatorId, { ...asked, code: asKept(asked.code) });
}
