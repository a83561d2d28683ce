import { imposePenalty, listPenalties, type Queryable } from '@moderato/database';
import { note, parseBody, parseParameters, type Route, sendJson } from '@moderato/http';
import { z } from 'zod';
import { findNamedAuthors } from '../../api/author-names.js';
import { authorOf, foundAuthors, readAuthor } from '../../api/author-view.js';
import { authorSchema, foundAuthorsSchema, penaltyOfAuthorSchema } from '../../api/authors-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { answers } from '../answers.js';

const hourMs = 3_600_000;
const mostShown = 20;
const withoutNul = (text: string) => text.replaceAll('\0', '').trim();
const querySchema = z.strictObject({ q: z.string().max(400).transform(withoutNul).default('') });
const paramsSchema = z.object({ id: z.string().min(1).max(200).transform(withoutNul) });

/** Those who were last given something, each once. */
async function lastPunished(tx: Queryable, siteId: string) {
  const newest = await listPenalties(tx, siteId, { limit: 100 });
  const ids = [...new Set(newest.map(({ externalId }) => externalId))].slice(0, mostShown);
  return Promise.all(ids.map((id) => authorOf(tx, siteId, id)));
}

export const findAuthorsByName: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/authors',
    summary: 'Authors by id or whole name; without words those who were last punished',
    ...answers(foundAuthorsSchema),
  },
  handle:
    ({ database, masterKeys, clock }) =>
    async (req, res) => {
      const { siteId } = sessionOf(res);
      const { q } = parseParameters(querySchema, req.query);
      const data = await database.withSite(siteId, async (tx) => {
        const found =
          q === '' ? await lastPunished(tx, siteId) : await findNamedAuthors(tx, siteId, { words: q, masterKeys });
        return foundAuthors(tx, siteId, found.slice(0, mostShown), { masterKeys, at: clock.now() });
      });
      sendJson(res, 200, { data });
    },
};

export const getAuthor: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/authors/{id}',
    summary: 'Where an author stands, what they were given, and what is reported of their comments',
    ...answers(authorSchema),
  },
  handle:
    ({ database, masterKeys, clock }) =>
    async (req, res) => {
      const { siteId } = sessionOf(res);
      const { id } = parseParameters(paramsSchema, req.params);
      const asked = { masterKeys, at: clock.now() };
      sendJson(res, 200, await database.withSite(siteId, (tx) => readAuthor(tx, siteId, id, asked)));
    },
};

/** The same operation as intake's `POST /v1/bans`, in a moderator's name; a ban confirms one that was proposed. */
export const punishNamedAuthor: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/authors/{id}/penalties',
    summary: 'Warn, strike, suspend or ban an author',
    request: { body: { content: { 'application/json': { schema: penaltyOfAuthorSchema } } } },
    ...answers(authorSchema),
  },
  handle: (deps) => async (req, res) => {
    const { siteId, moderator } = sessionOf(res);
    const { id: author } = parseParameters(paramsSchema, req.params);
    const { hours, ...given } = parseBody(penaltyOfAuthorSchema, req.body);
    const at = deps.clock.now();
    const expiresAt = hours === undefined ? undefined : new Date(at.getTime() + hours * hourMs);
    const { outbox, penalty, view } = await deps.database.withSite(siteId, async (tx) => {
      const staff = { actor: `moderator:${moderator.id}`, at };
      const imposed = await imposePenalty(tx, siteId, { ...given, author, expiresAt }, staff);
      return { ...imposed, view: await readAuthor(tx, siteId, author, { masterKeys: deps.masterKeys, at }) };
    });
    if (outbox) await wakeDelivery(deps, siteId);
    note(res, { penaltyId: penalty.id, kind: penalty.kind });
    sendJson(res, 200, view);
  },
};
