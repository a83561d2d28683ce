import type { ClaimedWatch, PageValidators } from '@moderato/database';
import type { Clock, Policy, WatchResult } from '@moderato/domain';
import { compile, guidelinesProblems } from '@moderato/guidelines';
import { decodePage, type FetchedPage, PageError, type PageFetcher } from '@moderato/pages';
import { parseRetryAfter } from '@moderato/webhooks';

/** A page of guidelines is smaller. Bytes, unpacked. */
export const maxPageBytes = 1_000_000;

/** A look that read nothing. */
export interface FailedReading {
  kind: 'failed';
  result: Extract<WatchResult, 'gone' | 'no_guidelines' | 'robots' | 'refused_address' | 'unreachable'>;
  /** A sentence for people. */
  words: string;
  /** What the server asks to be left alone for. */
  waitMs: number | null;
}

/** What a page says; `unchanged` where the server says that it is the one that was read last. */
export type Reading = { kind: 'unchanged' } | { kind: 'read'; policy: Policy; page: PageValidators } | FailedReading;

const failed = (result: FailedReading['result'], words: string, waitMs: number | null = null): FailedReading => ({
  kind: 'failed',
  result,
  words,
  waitMs,
});

const unfit: Record<string, string> = {
  not_text: 'it is not text',
  too_long: 'it is too long for any',
  empty: 'it holds no words',
  not_english: 'it is not in English, the one language that Moderato reads',
  no_guidelines_found: 'no sentence of it reads as a guideline for comments',
};

/** Fetches the page and finds the guidelines in it. Writes nothing; never rejects on what a server does. */
export async function readPage(
  { url, page }: Pick<ClaimedWatch, 'url' | 'page'>,
  { fetcher, clock }: { fetcher: PageFetcher; clock: Clock },
): Promise<Reading> {
  try {
    const fetched = await fetcher.fetch(url, { maxBytes: maxPageBytes, known: page ?? undefined });
    return fetched ? guidelinesIn(fetched) : { kind: 'unchanged' };
  } catch (error) {
    if (error instanceof PageError) return failureOf(error, clock.now());
    throw error;
  }
}

function guidelinesIn({ bytes, charset, isHtml, url, etag, lastModified }: FetchedPage): Reading {
  const posted = decodePage(bytes, { charset, lenient: true });
  const options = { base: url, ...(isHtml && { format: 'html' as const }) };
  const [problem] = guidelinesProblems(posted, options);
  if (problem)
    return failed('no_guidelines', `The page holds no guidelines: ${unfit[problem.code] ?? problem.detail}.`);
  return { kind: 'read', policy: compile(posted, options), page: { url, etag, lastModified } };
}

function failureOf({ problem, message, status, retryAfter }: PageError, at: Date): FailedReading {
  switch (problem) {
    case 'not_text':
    case 'too_long':
      return failed('no_guidelines', `The page holds no guidelines: ${message}.`);
    case 'robots':
      return failed('robots', `The page may not be fetched: ${message}.`);
    case 'refused_address':
      return failed('refused_address', `The page may not be fetched: ${message}.`);
    case 'status':
      if (status === 404 || status === 410) return failed('gone', `The page is gone: ${message}.`);
  }
  return failed('unreachable', `The page could not be fetched: ${message}.`, parseRetryAfter(retryAfter, at));
}
