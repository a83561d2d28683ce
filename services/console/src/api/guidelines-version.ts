import { findGuidelines, findLiveGuidelines, type Queryable, type StoredGuidelines } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { guidelinesView } from '@moderato/guidelines';
import { z } from 'zod';
import type { GuidelinesVersion } from './guidelines-contract.js';

const versionSchema = z.coerce.number().int().min(1).max(2_147_483_647);

/** The version's number out of the address; what is no number names no version. */
export function versionOf(params: Record<string, unknown>): number {
  const { success, data } = versionSchema.safeParse(params.version);
  if (!success) throw noSuchVersion();
  return data;
}

export const noSuchVersion = (): AppError =>
  new AppError('not_found', { detail: 'The site has no such version of its guidelines.' });

/** Throws AppError `not_found`. */
export async function guidelinesOf(db: Queryable, siteId: string, version: number): Promise<StoredGuidelines> {
  const found = await findGuidelines(db, siteId, version);
  if (!found) throw noSuchVersion();
  return found;
}

export function guidelinesVersion(stored: StoredGuidelines, live: StoredGuidelines | null): GuidelinesVersion {
  return {
    ...guidelinesView(stored, live),
    checks: stored.policy.checks.map(({ rule, clauseId, thresholds }) => ({ rule, clauseId, thresholds })),
    live: live && { version: live.version, text: live.policy.source },
  };
}

export async function readGuidelinesVersion(
  db: Queryable,
  siteId: string,
  version: number,
): Promise<GuidelinesVersion> {
  return guidelinesVersion(await guidelinesOf(db, siteId, version), await findLiveGuidelines(db, siteId));
}
