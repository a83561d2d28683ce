import type { FieldProblem } from '@moderato/domain';
import { z } from 'zod';

const pointer = z
  .string()
  .max(500)
  .regex(/^(\/([^~/]|~[01])*)+$/, { error: 'must be a JSON Pointer, for example /data/body' });

/** Where a field comes from: a JSON Pointer into the payload, or the same value every time. */
const from = z.union([pointer, z.strictObject({ value: z.union([z.string().max(2_000), z.boolean()]) })]);
type From = z.infer<typeof from>;

/** Which part of a sender's payload is which field of a submission. */
export const mappingSchema = z
  .strictObject({
    externalId: from,
    body: from,
    author: z.strictObject({
      id: from,
      name: from.optional(),
      email: from.optional(),
      ip: from.optional(),
      hasEmail: from.optional(),
      isStaff: from.optional(),
    }),
    story: z.strictObject({
      id: from,
      url: from,
      title: from.optional(),
      people: from.optional(),
      summary: from.optional(),
    }),
    parent: z.strictObject({ id: from, body: from.optional(), author: from.optional() }).optional(),
    acceptedTerms: from.optional(),
    missingFields: from.optional(),
    submittedAt: from.optional().describe('RFC 3339, or Unix time in seconds or milliseconds'),
    language: from.optional(),
    meta: from.optional(),
    only: z
      .strictObject({ pointer, values: z.array(z.string().max(200)).min(1).max(50) })
      .optional()
      .describe('Takes in only messages with one of these values there; acknowledges and ignores the others'),
  })
  .meta({ id: 'IngestMapping' });
export type Mapping = z.infer<typeof mappingSchema>;

/** For senders whose envelope's `data` is a submission already, and for those that send mails only. */
export const plainMapping: Mapping = {
  externalId: '/data/externalId',
  body: '/data/body',
  author: {
    id: '/data/author/id',
    name: '/data/author/name',
    email: '/data/author/email',
    ip: '/data/author/ip',
    hasEmail: '/data/author/hasEmail',
    isStaff: '/data/author/isStaff',
  },
  story: {
    id: '/data/story/id',
    url: '/data/story/url',
    title: '/data/story/title',
    people: '/data/story/people',
    summary: '/data/story/summary',
  },
  parent: { id: '/data/parent/id', body: '/data/parent/body', author: '/data/parent/author' },
  acceptedTerms: '/data/acceptedTerms',
  missingFields: '/data/missingFields',
  submittedAt: '/data/submittedAt',
  language: '/data/language',
  meta: '/data/meta',
};

const unescaped = (token: string) => token.replaceAll('~1', '/').replaceAll('~0', '~');

/** RFC 6901; undefined where there is nothing. */
export function valueAt(payload: unknown, path: string): unknown {
  let value = payload;
  for (const token of path.slice(1).split('/').map(unescaped)) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, token)) return undefined;
    value = (value as Record<string, unknown>)[token];
  }
  return value;
}

/** Whether the mapping wants this message at all. */
export function isWanted(payload: unknown, { only }: Mapping): boolean {
  return !only || only.values.includes(String(valueAt(payload, only.pointer)));
}

function timeOf(value: unknown): unknown {
  if (typeof value !== 'number') return value;
  const date = new Date(value > 1e11 ? value : value * 1000);
  return Number.isNaN(date.getTime()) ? value : date.toISOString();
}

const asText = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value);
const asIs = (value: unknown): unknown => value;
const asList = (value: unknown): unknown => (Array.isArray(value) ? value.map(asText) : value === '' ? [] : value);
const shapeOf: Record<string, (value: unknown) => unknown> = {
  '/submittedAt': timeOf,
  '/story/people': asList,
  '/missingFields': asList,
  '/meta': asIs,
  '/acceptedTerms': asIs,
  '/author/hasEmail': asIs,
  '/author/isStaff': asIs,
};

function build(payload: unknown, mapping: object, at: string): Record<string, unknown> {
  const built: Record<string, unknown> = {};
  for (const [field, source] of Object.entries(mapping)) {
    const path = `${at}/${field}`;
    if (path === '/only') continue;
    if (isGroup(source)) {
      const group = build(payload, source, path);
      // A comment that answers none has no parent, whatever the mapping says of parents.
      if (path !== '/parent' || group.id !== undefined) built[field] = group;
      continue;
    }
    const found = typeof source === 'string' ? valueAt(payload, source) : (source as { value: unknown }).value;
    if (found !== undefined && found !== null) built[field] = (shapeOf[path] ?? asText)(found);
  }
  return built;
}

const isGroup = (source: From | object): source is object => typeof source === 'object' && !('value' in source);

/** The submission that the payload would make; unchecked. Numbers become text where a submission wants text. */
export const mapSubmission = (payload: unknown, mapping: Mapping): unknown => build(payload, mapping, '');

/** Problems of a mapped submission, told by where the payload should have held the field. */
export function problemsInPayload(problems: FieldProblem[], mapping: Mapping): FieldProblem[] {
  return problems.map((problem) => {
    const source = problem.pointer ? valueAt(mapping, problem.pointer) : undefined;
    const field = problem.pointer?.slice(1).replaceAll('/', '.') ?? '';
    return typeof source === 'string'
      ? { ...problem, pointer: source, detail: `as ${field}: ${problem.detail}` }
      : { ...problem, detail: `as ${field}: ${problem.detail}`, pointer: '' };
  });
}
