import { appealViewSchema, penaltyViewSchema, reportReasons, reportSources, reportStates } from '@moderato/domain';
import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import { decisionView } from '../../comments/comment-view.js';
import type { IntakeDeps } from '../../deps.js';
import { authorParameter } from '../erase-author/schema.js';

const time = z.iso.datetime();
const revision = {
  revision: z.int(),
  text: z.string().nullable().describe('Null once it was erased, withdrawn or has expired'),
  submittedAt: time.nullable(),
  receivedAt: time,
};
const report = {
  reason: z.enum(reportReasons),
  source: z.enum(reportSources),
  state: z.enum(reportStates),
  createdAt: time,
};

const personSchema = z
  .object({
    exportedAt: time,
    author: z.object({
      id: z.string(),
      erased: z.boolean(),
      erasedAt: time.nullable(),
      name: z.string().nullable(),
      email: z.string().nullable(),
      ip: z.string().nullable(),
      firstSeenAt: time,
    }),
    comments: z.array(
      z.object({
        id: z.string(),
        externalId: z.string(),
        story: z.object({ id: z.string(), url: z.string(), title: z.string().nullable() }),
        status: z.string(),
        language: z.string().nullable(),
        inReplyTo: z.string().nullable(),
        meta: z.unknown(),
        form: z.unknown(),
        acceptedGuidelinesVersion: z.int().nullable(),
        ...revision,
        earlierRevisions: z.array(z.object(revision)),
        decisions: z.array(decisionView),
        reports: z.array(z.object(report)).describe('Never who reported, nor in which words'),
        mails: z.array(z.object({ kind: z.string(), state: z.string(), createdAt: time })),
      }),
    ),
    penalties: z.array(penaltyViewSchema),
    appeals: z.array(appealViewSchema),
    reportsMade: z.array(
      z.object({
        id: z.string(),
        externalId: z.string(),
        revision: z.int(),
        ...report,
        text: z.string().nullable(),
        wantsOutcome: z.boolean(),
        resolvedAt: time.nullable(),
      }),
    ),
    mailsWritten: z.array(
      z.object({
        id: z.string(),
        state: z.string(),
        subject: z.string().nullable(),
        text: z.string().nullable(),
        receivedAt: time,
      }),
    ),
  })
  .meta({ id: 'Person' });

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'get',
  path: '/v1/authors/{id}/data',
  operationId: 'exportAuthor',
  tags: ['Authors'],
  summary: 'All that is kept of a person',
  description:
    'For the person themselves, who asked the site for it: the only answer that holds name, e-mail and IP address. ' +
    'Sent as it is read, however much it is. That it was asked for goes on the record. Of an erased person it says so.',
  request: { params: authorParameter },
  responses: { 200: { description: 'One JSON object', content: jsonContent(personSchema) } },
};
