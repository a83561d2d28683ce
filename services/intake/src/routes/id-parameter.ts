import { AppError } from '@moderato/domain';
import type { Request } from 'express';
import { z } from 'zod';

/** Path parameter of things that Moderato named. */
export const idParameter = z.object({ id: z.uuid() });

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The id in the path; what cannot be an id names nothing: 404. */
export function idOf(req: Request): string {
  const id = req.params.id;
  if (typeof id !== 'string' || !uuid.test(id)) throw new AppError('not_found');
  return id.toLowerCase();
}
