import { watchSettingsSchema } from '@moderato/domain';
import { jsonContent, type Route } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { watchViewSchema } from '../../guidelines-watch-view.js';

export const putWatchSchema = watchSettingsSchema.meta({ id: 'WatchSettings' });

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
