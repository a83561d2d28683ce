import type { FieldProblem, Judgement, Policy, Submission } from '@moderato/domain';
import { z } from 'zod';
import type { Line, LineProblem } from './lines.js';

export type Moderate = (submission: Submission, policy: Policy) => Judgement;
export type SubmissionId = string | number | null;

export type Reading = { id: SubmissionId; submission: Submission } | { problem: LineProblem; errors?: FieldProblem[] };

/** Exports write null for what they do not have. */
const optional = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? undefined);
const text = optional(z.string());
const texts = optional(z.array(z.string()));
const flag = optional(z.boolean());

const id = z.union([
  z.string(),
  z.number().refine((n) => !Number.isInteger(n) || Number.isSafeInteger(n), 'write a number beyond 2^53 as a string'),
]);

const schema = z.object({
  id: optional(id),
  body: z.string().min(1, 'must not be empty'),
  author: optional(z.object({ id: text, name: text, hasEmail: flag, isStaff: flag })),
  story: optional(z.object({ id: text, url: text, title: text, people: texts, summary: text })),
  parent: optional(z.object({ id: text, body: text, author: text })),
  language: text,
  acceptedTerms: flag,
  missingFields: texts,
  context: optional(
    z.object({
      earlier: optional(
        z.array(z.object({ fingerprint: z.string(), sameAuthor: z.boolean(), sameStory: z.boolean() })),
      ),
      staff: texts,
      commenters: texts,
    }),
  ),
});

/** A submission out of one line of NDJSON. Members that the schema does not know are ignored. */
export function readSubmission(line: Line): Reading {
  if ('problem' in line) return line;
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch {
    // The parser's own message quotes the line, and the line may be private.
    return { problem: { code: 'unreadable_body', detail: 'The line is not valid JSON.' } };
  }
  const { success, data, error } = schema.safeParse(value);
  if (!success)
    return { problem: { code: 'validation', detail: 'The submission is not valid.' }, errors: problemsOf(error) };
  const { id: given = null, ...submission } = data;
  return { id: given, submission };
}

const problemsOf = (error: z.ZodError): FieldProblem[] =>
  error.issues.map(({ path, code, message }) => ({
    pointer: path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    code,
    detail: message,
  }));

export interface Decided {
  /** Output lines, each with its line end. */
  text: string;
  decided: number;
  bad: number;
}

/** One output line for each of `lines`, in order: the judgement with the submission's id, or the line's error. */
export function decideLines(lines: Line[], policy: Policy, moderate: Moderate): Decided {
  let text = '';
  let bad = 0;
  for (const line of lines) {
    const answer = answerTo(line, policy, moderate);
    if ('error' in answer) bad++;
    text += `${JSON.stringify(answer)}\n`;
  }
  return { text, decided: lines.length - bad, bad };
}

function answerTo(line: Line, policy: Policy, moderate: Moderate): object {
  const reading = readSubmission(line);
  if ('problem' in reading) {
    return { line: line.number, error: { ...reading.problem, ...(reading.errors && { errors: reading.errors }) } };
  }
  try {
    return { id: reading.id, ...moderate(reading.submission, policy) };
  } catch (error) {
    // The name only: a message may quote the comment.
    const name = error instanceof Error ? error.name : typeof error;
    return { line: line.number, error: { code: 'internal', detail: `The comment could not be decided (${name}).` } };
  }
}
