import { mailAddressViewSchema, mailAlarmSchema } from '@moderato/domain';
import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { idParameter } from '../id-parameter.js';

type Operation = Route<IntakeDeps>['operation'];

export const mailAddressesSchema = z.object({ data: z.array(mailAddressViewSchema), alarms: z.array(mailAlarmSchema) });

export const listOperation: Operation = {
  method: 'get',
  path: '/v1/mail-addresses',
  operationId: 'listMailAddresses',
  tags: ['Reports'],
  summary: 'The site’s own addresses that were mailed to, and what is wrong with them',
  responses: { 200: { description: 'The addresses and alarms', content: jsonContent(mailAddressesSchema) } },
};

export const worksOperation: Operation = {
  method: 'post',
  path: '/v1/mail-addresses/{id}/works',
  operationId: 'declareMailAddressWorking',
  tags: ['Reports'],
  summary: 'Say that an address takes mail again',
  description: 'Forgets its failures, complaint and what it unsubscribed from; mails that wait for it go at once.',
  request: { params: idParameter },
  responses: { 200: { description: 'The addresses and alarms', content: jsonContent(mailAddressesSchema) } },
};
