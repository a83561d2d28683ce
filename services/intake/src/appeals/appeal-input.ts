import { z } from 'zod';

/** UTF-16 code units of an author's words. */
export const mostWords = 4_000;

export const appealText = z.string().trim().min(1).max(mostWords).describe('The author’s own words. Kept encrypted');

export const appealEmail = z
  .string()
  .max(320)
  .regex(/^[^\s@,;<>"]+@[^\s@,;<>"]+$/, { error: 'must be an e-mail address' })
  .meta({ format: 'email', description: 'Kept encrypted, for the one mail with the outcome; shown to nobody' });
