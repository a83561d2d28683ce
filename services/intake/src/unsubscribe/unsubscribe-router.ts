import { findSite, siteOfMailAddress, unsubscribe } from '@moderato/database';
import { type MailStream, mailStreams } from '@moderato/domain';
import { readUnsubscribeToken } from '@moderato/email';
import { nameRoute, note, type Route } from '@moderato/http';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import type { IntakeDeps } from '../deps.js';
import { askPage, donePage, unknownPage } from './unsubscribe-page.js';

type Operation = Route<IntakeDeps>['operation'];

const request = { params: z.object({ token: z.string() }) };
const shared = { path: '/u/{token}', tags: ['Reports'], security: [], request };
const htmlPage = (description: string) => ({
  description,
  content: { 'text/html': { schema: { type: 'string' as const } } },
});

export const askOperation: Operation = {
  ...shared,
  method: 'get',
  operationId: 'askUnsubscribe',
  summary: 'A page with a button; changes nothing',
  responses: { 200: htmlPage('The page') },
};

export const unsubscribeOperation: Operation = {
  ...shared,
  method: 'post',
  operationId: 'unsubscribe',
  summary: 'Ends a kind of mail to one address (RFC 8058)',
  description: 'The token alone says whose and which. Doing it twice changes nothing the second time.',
  responses: { 200: htmlPage('Done') },
};

interface Asked {
  siteId: string;
  siteName: string;
  addressId: string;
  stream: MailStream;
}

async function askedOf({ database, masterKeys }: IntakeDeps, req: Request): Promise<Asked | null> {
  const subject = readUnsubscribeToken(masterKeys.derive('unsubscribe'), String(req.params.token));
  const [addressId = '', named = ''] = subject?.split('.') ?? [];
  const stream = mailStreams.find((known) => known === named);
  const siteId = stream && z.uuid().safeParse(addressId).success ? await siteOfMailAddress(database, addressId) : null;
  if (!stream || !siteId) return null;
  const site = await database.withSite(siteId, (tx) => findSite(tx, siteId));
  return site && { siteId, siteName: site.name, addressId, stream };
}

function answer(res: Response, status: number, text: string): void {
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('X-Robots-Tag', 'noindex, nofollow');
  res.status(status).type('html').send(text);
}

const ask =
  (deps: IntakeDeps): RequestHandler =>
  async (req, res) => {
    const asked = await askedOf(deps, req);
    answer(res, asked ? 200 : 404, asked ? askPage(asked.siteName, asked.stream) : unknownPage());
  };

const act =
  (deps: IntakeDeps): RequestHandler =>
  async (req, res) => {
    const asked = await askedOf(deps, req);
    if (!asked) return answer(res, 404, unknownPage());
    const { siteId, addressId, stream } = asked;
    await deps.database.withSite(siteId, (tx) => unsubscribe(tx, siteId, { addressId, stream }));
    note(res, { siteId, addressId, stream });
    answer(res, 200, donePage(asked.siteName, stream));
  };

/** For mail programs and people: no key, no cookie, no quota that a provider's servers could use up for others. */
export function unsubscribeRouter(deps: IntakeDeps): Router {
  const named = nameRoute({ operation: askOperation });
  return Router().get('/u/:token', named, ask(deps)).post('/u/:token', named, act(deps));
}
