import { AppError } from '@moderato/domain';
import type { RequestHandler } from 'express';
import type { IntakeDeps } from '../deps.js';
import { badKey, missingKey } from './google-error.js';

const text = (value: unknown): string | undefined => {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first !== '' ? first : undefined;
};

/** `?key=` or `X-Goog-Api-Key`, as Google's clients send it: 403 without a key, 400 with a wrong one. */
export const googleKey =
  ({ auth }: Pick<IntakeDeps, 'auth'>): RequestHandler =>
  async (req, res, next) => {
    const key = text(req.query.key) ?? text(req.headers['x-goog-api-key']);
    if (key === undefined) throw missingKey();
    try {
      await auth.accept(res, key);
    } catch (error) {
      if (error instanceof AppError && error.code === 'unauthorized') throw badKey();
      throw error;
    }
    next();
  };
