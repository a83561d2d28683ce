import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { problemSchema } from './problem.js';

export type Operation = RouteConfig;
export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

export interface ApiDescription {
  title: string;
  version: string;
  description: string;
  servers?: { url: string }[];
  /** An operation that has a `default` response of its own keeps it. */
  operations: Operation[];
  /** Further ways to prove oneself, by the names that operations' `security` uses; `apiKey` is always there. */
  securitySchemes?: Record<string, KeyScheme>;
  /** Event name → what its `data` holds; told under the document's top-level `webhooks`. */
  events?: Record<string, { summary: string; data: z.ZodType }>;
}

/** A key in a query parameter or a header of its own. */
export interface KeyScheme {
  type: 'apiKey';
  in: 'query' | 'header';
  name: string;
}

/** The `content` of a JSON body. */
export const jsonContent = (schema: z.ZodType) => ({ 'application/json': { schema } });

const defaultResponse = {
  description: 'A problem (RFC 9457)',
  content: { 'application/problem+json': { schema: problemSchema } },
};

const webhookHeaders = z.object({
  'webhook-id': z.string().describe('The same for every attempt: drop what you have seen'),
  'webhook-timestamp': z.string().describe('Unix seconds of this attempt'),
  'webhook-signature': z.string().describe('Space-separated `v1,<base64>` of HMAC-SHA256 over `id.timestamp.body`'),
});

/** An OpenAPI 3.1 document out of the zod schemas that validate. Every operation gets the Problem as its `default`. */
export function describeApi({
  operations,
  events = {},
  servers,
  securitySchemes = {},
  ...info
}: ApiDescription): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  const { name: bearer } = registry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'mod_…',
  });
  for (const [name, scheme] of Object.entries(securitySchemes)) {
    registry.registerComponent('securitySchemes', name, { ...scheme });
  }
  for (const operation of operations) {
    registry.registerPath({
      security: [{ [bearer]: [] }],
      ...operation,
      responses: { default: defaultResponse, ...operation.responses },
    });
  }
  for (const [name, { summary, data }] of Object.entries(events)) {
    registry.registerWebhook({
      method: 'post',
      path: name,
      summary,
      request: {
        headers: webhookHeaders,
        body: {
          required: true,
          content: {
            'application/json': { schema: z.object({ type: z.literal(name), timestamp: z.iso.datetime(), data }) },
          },
        },
      },
      responses: {
        '2XX': { description: 'Taken' },
        410: { description: 'No more of these, please: the endpoint is disabled' },
        default: { description: 'Failed: it is sent again, later each time, for some three days' },
      },
    });
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info,
    ...(servers && { servers }),
  });
}
