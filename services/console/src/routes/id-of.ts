import { AppError } from '@moderato/domain';
import { z } from 'zod';

const schema = z.object({ id: z.uuid() });

/** The `{id}` of the path; what cannot be one is not there. */
export function idOf(params: unknown): string {
  const { success, data } = schema.safeParse(params);
  if (!success) throw new AppError('not_found');
  return data.id;
}
