import {
  appealEventSchema,
  authorEventSchema,
  type EventType,
  noticeCategoryNames,
  reportReasons,
  reportSources,
  reportStates,
} from '@moderato/domain';
import { describeApi, type OpenApiDocument } from '@moderato/http';
import { z } from 'zod';
import { decisionView } from './comments/comment-view.js';
import { perspectiveOperations } from './perspective/create-router.js';
import { keySchemes } from './perspective/operation.js';
import { keyedRoutes, publicRoutes, signedRoutes } from './routes/index.js';
import { askOperation, unsubscribeOperation } from './unsubscribe/unsubscribe-router.js';

const guidelinesChanged = z
  .object({ version: z.int(), hash: z.string(), previousVersion: z.int().nullable() })
  .meta({ id: 'GuidelinesChanged' });

const reportReceived = z
  .object({
    reportId: z.string(),
    commentId: z.string(),
    externalId: z.string(),
    revision: z.int(),
    reason: z.enum(reportReasons),
    source: z.enum(reportSources),
    state: z.enum(reportStates),
    notice: z
      .object({ category: z.enum(noticeCategoryNames), trusted: z.boolean(), danger: z.boolean() })
      .nullable()
      .describe('Where the reader says that the comment is illegal'),
    reports: z.int().describe('Open reports of the comment, this one counted. Past 100 each doubling is told'),
    possibleBrigading: z.boolean(),
  })
  .meta({ id: 'ReportReceived' });

const reportResolved = z
  .object({
    commentId: z.string(),
    externalId: z.string(),
    decisionId: z.string(),
    outcome: z.enum(['upheld', 'dismissed']),
    reports: z.int(),
    reportIds: z.array(z.string()).describe('The first hundred'),
  })
  .meta({ id: 'ReportResolved' });

/** The events that are sent today, with what each says. */
const events: Partial<Record<EventType, { summary: string; data: z.ZodType }>> = {
  'comment.decided': { summary: 'A comment was decided', data: decisionView },
  'comment.overruled': { summary: 'A moderator overruled a decision', data: decisionView },
  'report.received': { summary: 'A reader reported a comment', data: reportReceived },
  'report.resolved': { summary: 'A moderator decided a reported comment', data: reportResolved },
  'appeal.decided': { summary: 'A moderator decided an appeal', data: appealEventSchema },
  'author.warned': { summary: 'An author was given a warning or a strike', data: authorEventSchema },
  'author.suspended': { summary: 'An author may not comment for a time', data: authorEventSchema },
  'author.banned': { summary: 'An author was banned', data: authorEventSchema },
  'author.reinstated': { summary: 'A penalty of an author was lifted or fell', data: authorEventSchema },
  'guidelines.changed': { summary: 'A new version of the guidelines went live', data: guidelinesChanged },
};

/** /openapi.json, from the schemas that validate. `url`: where the public reaches this service. */
export const describeIntake = (url?: string): OpenApiDocument =>
  describeApi({
    title: 'Moderato',
    version: '1',
    description:
      'Enforces the comment guidelines that a news site has posted. Errors are RFC 9457 problems: branch on `type`.',
    ...(url && { servers: [{ url }] }),
    operations: [
      ...[...keyedRoutes, ...signedRoutes, ...publicRoutes].map(({ operation }) => operation),
      askOperation,
      unsubscribeOperation,
      ...perspectiveOperations,
    ],
    securitySchemes: keySchemes,
    events,
  });
