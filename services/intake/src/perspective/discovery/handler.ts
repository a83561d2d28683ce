import type { IncomingMessage } from 'node:http';
import { jsonContent, sendJson } from '@moderato/http';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { GoogleError, googleErrorSchema } from '../google-error.js';
import type { PerspectiveOperation } from '../operation.js';
import { discoveryDocument } from './document.js';

export const operation: PerspectiveOperation = {
  method: 'get',
  path: '/perspective/$discovery/rest',
  operationId: 'perspectiveDiscovery',
  tags: ['Perspective'],
  summary: 'Google’s description of the Perspective routes, for its client libraries',
  security: [],
  request: { query: z.object({ version: z.string().optional().describe('v1alpha1') }) },
  responses: {
    200: { description: 'A discovery document', content: jsonContent(z.looseObject({ rootUrl: z.url() })) },
    default: { description: 'An error in Google’s form', content: jsonContent(googleErrorSchema) },
  },
};

/** Where no public address is set: the one that this connection reached, never what its caller says of it. */
function reachedUrl({ socket: { localAddress = '127.0.0.1', localPort } }: IncomingMessage): string {
  const plain = localAddress.replace(/^::ffff:/, '');
  return `http://${plain.includes(':') ? `[${plain}]` : plain}:${localPort}`;
}

/** `publicUrl`: where the public reaches this service. */
export const discovery =
  (publicUrl: string | undefined): RequestHandler =>
  (req, res) => {
    const { version = 'v1alpha1' } = req.query;
    if (version !== 'v1alpha1') throw new GoogleError(404, 'The only version is v1alpha1.');
    const root = (publicUrl ?? reachedUrl(req)).replace(/\/+$/, '');
    sendJson(res, 200, discoveryDocument(`${root}/perspective/`));
  };
