import type { MasterKeys } from '@moderato/database';
import { z } from 'zod';

const schema = z.array(z.object({ secret: z.string(), expiresAt: z.iso.datetime({ offset: true }).nullable() })).min(1);

/**
 * An endpoint's secrets that are valid at `at`, the newest first: the one without an end, then those that a rotation
 * lets run out. Throws where the seal was made by a master key that is not configured.
 */
export function openSecrets(
  masterKeys: MasterKeys,
  { secrets, keyVersion }: { secrets: Buffer; keyVersion: number },
  at: Date,
): string[] {
  const sealed = schema.parse(
    JSON.parse(masterKeys.unwrap({ wrapped: secrets, version: keyVersion }).toString('utf8')),
  );
  const endOf = (expiresAt: string | null) => (expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(expiresAt));
  return sealed
    .map(({ secret, expiresAt }) => ({ secret, endsAt: endOf(expiresAt) }))
    .filter(({ endsAt }) => endsAt > at.getTime())
    .toSorted((a, b) => (a.endsAt === b.endsAt ? 0 : b.endsAt - a.endsAt))
    .map(({ secret }) => secret);
}
