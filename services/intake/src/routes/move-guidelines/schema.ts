import type { GuidelinesGoal } from '@moderato/domain';
import { guidelinesViewSchema } from '@moderato/guidelines';
import { jsonContent, type Route } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { versionParameter } from '../version-parameter.js';

const moves: Record<GuidelinesGoal, { verb: string; operationId: string; summary: string; description: string }> = {
  shadow: {
    verb: 'shadow',
    operationId: 'shadowGuidelines',
    summary: 'Let a draft decide live comments without effect',
    description: 'Its disagreements with the live version are counted and listed. A version in shadow becomes a draft.',
  },
  live: {
    verb: 'publish',
    operationId: 'publishGuidelines',
    summary: 'Make a version live',
    description: 'The live version is retired. A retired version may be published again, which rolls back to it.',
  },
  discarded: {
    verb: 'discard',
    operationId: 'discardGuidelines',
    summary: 'Give up a draft, or a version in shadow',
    description: 'It stays readable and decides nothing.',
  },
};

export function operationFor(goal: GuidelinesGoal): Route<IntakeDeps>['operation'] {
  const { verb, ...words } = moves[goal];
  return {
    method: 'post',
    path: `/v1/guidelines/{version}/${verb}`,
    tags: ['Guidelines'],
    ...words,
    request: { params: versionParameter },
    responses: { 200: { description: 'The version as it now stands', content: jsonContent(guidelinesViewSchema) } },
  };
}
