import { isIP } from 'node:net';
import { z } from 'zod';

/** UTF-16 code units; what is longer than the guidelines allow is for the worker to hold. */
const maxBody = 100_000;
const maxMetaDepth = 8;
const maxMetaCharacters = 16_384;

const id = z.string().min(1).max(200);

/** Whether `value` nests at most `depth` deep; told without recursion, since the caller chose the depth. */
function isShallow(value: unknown, depth: number): boolean {
  let level: unknown[] = [value];
  for (let i = 0; i <= depth; i++) {
    level = level.flatMap((v) => (v !== null && typeof v === 'object' ? Object.values(v) : []));
    if (level.length === 0) return true;
  }
  return false;
}

const meta = z
  .record(z.string(), z.unknown())
  .refine((value) => isShallow(value, maxMetaDepth) && JSON.stringify(value).length <= maxMetaCharacters, {
    error: `must be at most ${maxMetaCharacters} characters of JSON, ${maxMetaDepth} levels deep`,
    params: { code: 'too_big' },
  })
  .meta({ description: 'Kept and given back to nobody; free for the site’s own use' });

const email = z
  .string()
  .max(320)
  .regex(/^[^\s@]+@[^\s@]+$/, { error: 'must be an e-mail address' })
  .meta({ format: 'email', description: 'Kept encrypted; shown to nobody' });

const ip = z
  .string()
  .refine((text) => isIP(text) !== 0, { error: 'must be an IPv4 or IPv6 address', params: { code: 'invalid_format' } })
  .meta({ description: 'IPv4 or IPv6. Kept encrypted; shown to nobody' });

/** What a site sends of one comment: design.md, "HTTP, intake". */
export const submissionSchema = z
  .strictObject({
    externalId: id.describe('The site’s own id of the comment, unique at the site'),
    body: z.string().max(maxBody),
    author: z.strictObject({
      id: id.describe('The site’s own id of the author'),
      name: z.string().max(200).optional(),
      email: email.optional(),
      ip: ip.optional(),
      hasEmail: z
        .boolean()
        .optional()
        .describe(
          'Where the e-mail address is not handed over: whether the author gave one. Left out where none is asked for',
        ),
      isStaff: z.boolean().optional().describe('One of the site’s own, as the site knows: may bear a staff name'),
    }),
    story: z.strictObject({
      id,
      url: z.url({ protocol: /^https?$/ }).max(2_000),
      title: z.string().max(500).optional(),
      people: z.array(z.string().min(1).max(200)).max(50).optional().describe('Persons whom the story is about'),
      summary: z.string().max(5_000).optional().describe('What it is about in a few sentences, or how it begins'),
    }),
    parent: z
      .strictObject({ id, body: z.string().max(maxBody).optional(), author: z.string().max(200).optional() })
      .optional()
      .describe('The comment that this one answers'),
    acceptedTerms: z.boolean().optional().describe('Whether the author accepted the terms with this comment'),
    missingFields: z
      .array(z.string().min(1).max(200))
      .max(50)
      .optional()
      .describe('Required fields of the form that came empty, by the names that readers see'),
    submittedAt: z.iso.datetime({ offset: true }).optional(),
    language: z
      .string()
      .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/, { error: 'must be a BCP 47 language tag' })
      .optional(),
    meta: meta.optional(),
  })
  .meta({ id: 'Submission' });

export type SubmissionInput = z.output<typeof submissionSchema>;
