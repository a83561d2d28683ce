import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { watchViewSchema } from '../../guidelines-watch-view.js';

export const putWatchSchema = z
  .strictObject({
    url: z.string().max(2_000).describe('The page that readers see'),
    editors: z
      .array(z.email().max(320))
      .min(1)
      .max(20)
      .refine((all) => new Set(all.map((one) => one.toLowerCase())).size === all.length, 'names an address twice')
      .describe('Who is told by mail: of changes, and of alarms'),
    everyHours: z.int().min(1).max(168).default(24).describe('Hours between two looks'),
  })
  .meta({ id: 'WatchSettings' });

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'put',
  path: '/v1/guidelines/watch',
  operationId: 'putGuidelinesWatch',
  tags: ['Guidelines'],
  summary: 'Watch the page on which the guidelines are posted',
  description:
    'Moderato looks at once, then every so many hours, as robots.txt permits. Where the page says something new it ' +
    'makes a draft, runs it over past comments and mails the editors; nothing goes live by itself. A report address ' +
    'that changed or vanished, and a page that is gone or holds no guidelines, is an alarm.',
  request: { body: { required: true, content: jsonContent(putWatchSchema) } },
  responses: { 200: { description: 'The watch', content: jsonContent(watchViewSchema) } },
};
