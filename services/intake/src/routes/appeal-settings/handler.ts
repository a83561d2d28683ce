import { changeAppealSettings, findSite } from '@moderato/database';
import { AppError, appealSettingsSchema } from '@moderato/domain';
import { jsonContent, parseBody, type Route, sendJson } from '@moderato/http';
import { storableJson } from '../../comments/storable-text.js';
import type { IntakeDeps } from '../../deps.js';

const path = '/v1/appeals/settings';
const responses = { 200: { description: 'The settings', content: jsonContent(appealSettingsSchema) } };

export const getAppealSettings: Route<IntakeDeps> = {
  operation: {
    method: 'get',
    path,
    operationId: 'getAppealSettings',
    tags: ['Appeals'],
    summary: 'How long decisions may be appealed, and how fast that is answered',
    responses,
  },
  handle:
    ({ auth, database }) =>
    async (_req, res) => {
      const { siteId } = auth.credentialOf(res);
      const site = await database.withSite(siteId, (tx) => findSite(tx, siteId));
      if (!site) throw new AppError('not_found');
      sendJson(res, 200, site.settings.appeals);
    },
};

export const putAppealSettings: Route<IntakeDeps> = {
  operation: {
    method: 'put',
    path,
    operationId: 'putAppealSettings',
    tags: ['Appeals'],
    summary: 'Change them',
    description: 'What is left out gets its default. Appeals that are filed already keep their due date.',
    request: { body: { required: true, content: jsonContent(appealSettingsSchema) } },
    responses,
  },
  handle:
    ({ auth, database, clock }) =>
    async (req, res) => {
      const { siteId, keyId } = auth.credentialOf(res);
      const settings = parseBody(appealSettingsSchema, storableJson(req.body));
      const staff = { actor: `api-key:${keyId}`, at: clock.now() };
      await database.withSite(siteId, (tx) => changeAppealSettings(tx, siteId, settings, staff));
      sendJson(res, 200, settings);
    },
};
