import { AppError } from '@moderato/domain';
import { asAppError, type BodyLine, note, problemOf, type Route, sendJson, validationError } from '@moderato/http';
import type { Response } from 'express';
import { acceptSubmission } from '../../comments/accept-submission.js';
import type { IntakeDeps } from '../../deps.js';
import type { KeyContext } from '../../site-context.js';
import { maxBatch, operation } from './schema.js';

function linesOf(body: unknown): BodyLine[] {
  const problem = (code: string, detail: string) => validationError([{ pointer: '', code, detail }]);
  if (!Array.isArray(body)) throw problem('invalid_type', 'must be a list');
  if (body.length > maxBatch) throw problem('too_big', `must have at most ${maxBatch} entries`);
  return body as BodyLine[];
}

const externalIdOf = (value: unknown): string | undefined =>
  value !== null && typeof value === 'object' && 'externalId' in value && typeof value.externalId === 'string'
    ? value.externalId.slice(0, 200)
    : undefined;

async function submitLine({ comments, log }: IntakeDeps, site: KeyContext, line: BodyLine): Promise<object> {
  try {
    if ('error' in line) throw line.error;
    const accepted = acceptSubmission(line.value, site);
    const { id, status, kind } = await comments.record(site.siteId, accepted);
    if (kind === 'withdrawn') throw new AppError('conflict', { detail: 'This comment was withdrawn.' });
    return { id, externalId: accepted.externalId, status };
  } catch (error) {
    const shown = asAppError(error);
    if (shown.code === 'internal') log.error({ event: 'batch.line-failed', siteId: site.siteId, err: error });
    const externalId = 'value' in line ? externalIdOf(line.value) : undefined;
    return { ...(externalId !== undefined && { externalId }), error: problemOf(shown) };
  }
}

const tell = (res: Response, results: object[]) =>
  note(res, { comments: results.length, refused: results.filter((result) => 'error' in result).length });

/** Accepts many comments; each stands for itself, and the answer comes once all are committed or refused. */
export const submitBatch: Route<IntakeDeps> = {
  operation,
  handle: (deps) => async (req, res) => {
    const site = deps.auth.credentialOf(res);
    const results = await Promise.all(linesOf(req.body).map((line) => submitLine(deps, site, line)));
    tell(res, results);
    sendJson(res, 207, { results });
  },
};
