import { appealEventSchema } from '@moderato/domain';
import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import { appealEmail, appealText } from '../../appeals/appeal-input.js';
import type { IntakeDeps } from '../../deps.js';

const names = ['commentId', 'externalId', 'penaltyId', 'token'] as const;

export const submitAppealSchema = z
  .strictObject({
    commentId: z.uuid().optional().describe('Moderato’s id of the comment'),
    externalId: z.string().min(1).max(200).optional().describe('Or the site’s own'),
    penaltyId: z.uuid().optional().describe('Or the penalty: a warning, strike, suspension or ban'),
    token: z.string().min(1).max(500).optional().describe('Or what stands in the signed link behind `token=`'),
    text: appealText,
    wantsOutcome: z.boolean().default(false).describe('Mails the author what came of it'),
    email: appealEmail.optional().describe('Where to; left out: the address that the site gave of the author'),
  })
  .refine((given) => names.filter((name) => given[name] !== undefined).length === 1, {
    path: ['commentId'],
    error: `give one of ${names.join(', ')}`,
    params: { code: 'required' },
  })
  .meta({ id: 'NewAppeal' });

export const submittedAppealSchema = appealEventSchema
  .extend({ filed: z.boolean().describe('False where there was an appeal already: this is that one, as it stands') })
  .meta({ id: 'SubmittedAppeal' });

const content = jsonContent(submittedAppealSchema);

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'post',
  path: '/v1/appeals',
  operationId: 'submitAppeal',
  tags: ['Appeals'],
  summary: 'An author appeals a decision',
  description:
    'Once a decision: a second call answers with the first appeal and what became of it. It goes to a moderator who did ' +
    'not make the decision. Overturned, the comment is approved and its penalty falls with all that followed from it.',
  request: { body: { required: true, content: jsonContent(submitAppealSchema) } },
  responses: {
    201: { description: 'Filed', content },
    200: { description: 'There was one already', content },
  },
};
