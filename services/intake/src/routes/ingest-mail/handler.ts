import { keepInboundMail, sealInboundMail } from '@moderato/database';
import { AppError, newId } from '@moderato/domain';
import { domainOf, fingerprintOfMail, parseInbound } from '@moderato/email';
import { jsonContent, note, type Route, rawBodyOf, sendJson } from '@moderato/http';
import { verifyInbound } from '@moderato/webhooks';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { idOf, idParameter } from '../id-parameter.js';

/** Bytes of one mail; of a longer one than 256 kB the beginning is read. */
export const maxMailBytes = 30_000_000;

/** Keeps one mail, which delivery then places. The same mail again, by whatever way, is kept once. */
export const ingestMail: Route<IntakeDeps> = {
  operation: {
    method: 'post',
    path: '/ingest-mail/{id}',
    operationId: 'ingestMail',
    tags: ['Ingest'],
    summary: 'A reader’s mail, handed over by a service that receives mail',
    description: 'The raw message (RFC 5322), signed as the source’s scheme says, in place of an API key.',
    security: [],
    request: {
      params: idParameter,
      body: { required: true, content: { 'message/rfc822': { schema: { type: 'string' } } } },
    },
    responses: {
      200: { description: 'Committed', content: jsonContent(z.object({ result: z.enum(['accepted', 'duplicate']) })) },
    },
  },
  handle: (deps) => async (req, res) => {
    const { sources, database, masterKeys, clock, mailFrom } = deps;
    const source = await sources.find(idOf(req));
    if (!source) throw new AppError('not_found');
    const { siteId } = source.site;
    note(res, { siteId, sourceId: source.id });
    const raw = rawBodyOf(req);
    const at = clock.now();
    verifyInbound(source.scheme, source.secrets, req.headers, raw, at);
    const mail = await parseInbound(raw, { ownDomain: domainOf(mailFrom) });
    const about = { id: newId(at), source: 'webhook' as const, fingerprint: fingerprintOfMail(mail), mail };
    const sealed = sealInboundMail(masterKeys, siteId, about);
    const isNew = await database.withSite(siteId, (tx) => keepInboundMail(tx, siteId, sealed, at));
    if (isNew) wakeDelivery(deps, siteId);
    sendJson(res, 200, { result: isNew ? 'accepted' : 'duplicate' });
  },
};
