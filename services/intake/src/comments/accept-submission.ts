import type { FormFacts, Profile } from '@moderato/database';
import { AppError, type FieldProblem, isExempt, type LadderSettings } from '@moderato/domain';
import { fingerprintOf } from '@moderato/engine';
import { fieldProblems } from '@moderato/http';
import type { SiteContext } from '../site-context.js';
import { storableJson, storableText } from './storable-text.js';
import { type SubmissionInput, submissionSchema } from './submission-schema.js';

/** A submission that may be written. */
export interface AcceptedComment {
  externalId: string;
  body: string;
  author: { externalId: string; profile: Profile };
  story: { externalId: string; url: string; title: string | null; people: string[]; summary: string | null };
  /** JSON text. */
  parent: string | null;
  meta: string | null;
  language: string | null;
  /** Version of the guidelines that the author accepted with it. */
  acceptedVersion: number | null;
  submittedAt: string | null;
  /** What two comments share that say the same; null where no rule asks, or the text is too short. */
  fingerprint: string | null;
  /** JSON text of FormFacts. */
  form: string | null;
  /** How the site deals with barred authors; null for one who is exempt from penalties. */
  enforcement: Pick<LadderSettings, 'bannedComments' | 'evasion'> | null;
}

const pointerOfField = { comment: '/body', author: '/author/name', email: '/author/email' } as const;

/** A field of unchecked input, or undefined. */
function fieldAt(input: unknown, pointer: string): unknown {
  let value = input;
  for (const key of pointer.slice(1).split('/')) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

const isBlank = (value: unknown) => value === undefined || (typeof value === 'string' && value.trim() === '');

/** What the site's own form asks for beyond what every submission needs. */
function siteProblems(input: unknown, { settings }: SiteContext): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const field of settings.requiredFields) {
    const pointer = pointerOfField[field];
    if (isBlank(fieldAt(input, pointer))) problems.push({ pointer, code: 'required', detail: 'must not be empty' });
  }
  if (settings.requireTerms && fieldAt(input, '/acceptedTerms') !== true) {
    const detail = 'must be true: this site asks its commenters to accept the terms';
    problems.push({ pointer: '/acceptedTerms', code: 'terms_not_accepted', detail });
  }
  return problems;
}

/** Throws AppError `validation` that names every bad field at once, the schema's and the site's. */
function check(input: unknown, site: SiteContext): SubmissionInput {
  const result = submissionSchema.safeParse(input);
  const ofSite = siteProblems(input, site);
  if (result.success && ofSite.length === 0) return result.data;
  const ofSchema = result.success ? [] : fieldProblems(result.error, input);
  const isTold = (pointer: string) =>
    ofSchema.some((told) => told.pointer === pointer || pointer.startsWith(`${told.pointer}/`));
  throw new AppError('validation', {
    errors: [...ofSchema, ...ofSite.filter(({ pointer }) => !isTold(pointer ?? ''))],
  });
}

const jsonOrNull = (value: object | undefined): string | null => (value ? JSON.stringify(storableJson(value)) : null);

/** Only what a rule could hold against the comment, or for it: most comments come without. */
function formOf({ author, missingFields = [], acceptedTerms }: SubmissionInput): FormFacts | undefined {
  const facts: FormFacts = {
    ...(author.hasEmail === false && author.email === undefined && { hasEmail: false }),
    ...(author.isStaff && { isStaff: true }),
    ...(missingFields.length > 0 && { missingFields }),
    ...(acceptedTerms === false && { acceptedTerms: false }),
  };
  return Object.keys(facts).length > 0 ? facts : undefined;
}

/** Checks one submission against the schema and the site's form. Throws AppError `validation`. */
export function acceptSubmission(input: unknown, site: SiteContext): AcceptedComment {
  const submission = check(input, site);
  const { externalId, body, author, story, parent, meta, language, acceptedTerms, submittedAt } = submission;
  const profile: Profile = {};
  if (author.name !== undefined) profile.name = storableText(author.name);
  if (author.email !== undefined) profile.email = storableText(author.email);
  if (author.ip !== undefined) profile.ip = author.ip;
  return {
    externalId: storableText(externalId),
    body: storableText(body),
    author: { externalId: storableText(author.id), profile },
    story: {
      externalId: storableText(story.id),
      url: storableText(story.url),
      title: story.title === undefined ? null : storableText(story.title),
      people: story.people?.map(storableText) ?? [],
      summary: story.summary === undefined ? null : storableText(story.summary),
    },
    parent: jsonOrNull(parent),
    meta: jsonOrNull(meta),
    language: language ?? null,
    acceptedVersion: acceptedTerms ? (site.policy?.version ?? null) : null,
    submittedAt: submittedAt ?? null,
    fingerprint: site.seeksRepeats ? fingerprintOf(body) : null,
    form: jsonOrNull(formOf(submission)),
    enforcement: isExempt(site.policy, author.id) ? null : site.settings.bans,
  };
}
