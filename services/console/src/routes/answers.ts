import type { Operation } from '@moderato/http';
import type { z } from 'zod';

/** The `responses` of an operation that answers 200 with one schema. */
export const answers = (schema: z.ZodType): Pick<Operation, 'responses'> => ({
  responses: { 200: { description: 'Done', content: { 'application/json': { schema } } } },
});
