import { AppError } from '@moderato/domain';
import type { Request } from 'express';
import { z } from 'zod';

/** Number of a version of the guidelines: a Postgres integer. */
export const versionNumber = z.coerce.number().int().min(1).max(2_147_483_647);

/** Path parameter of a version of the guidelines. */
export const versionParameter = z.object({ version: versionNumber });

/** The version in the path; what cannot be a version names nothing: 404. */
export function versionOf(req: Request): number {
  const { success, data } = versionParameter.safeParse(req.params);
  if (!success) throw new AppError('not_found', { detail: 'The site has no such version of its guidelines.' });
  return data.version;
}
