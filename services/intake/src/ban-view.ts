import { type ChangedPenalty, penaltyView } from '@moderato/database';
import { penaltyViewSchema, type Standing, type StandingView, standingViewSchema } from '@moderato/domain';
import { z } from 'zod';

export const standingView = ({ until, ...rest }: Standing): StandingView => ({
  ...rest,
  until: until?.toISOString() ?? null,
});

/** A penalty that was just imposed or taken back, and where that leaves its author. */
export const changedPenaltySchema = z.object({
  penalty: penaltyViewSchema,
  standing: standingViewSchema.describe('Where the author stands now'),
});

export const changedPenaltyView = (
  { life, penalty, standing }: Pick<ChangedPenalty, 'life' | 'penalty' | 'standing'>,
  at: Date,
): z.infer<typeof changedPenaltySchema> => ({
  penalty: penaltyView(penalty, life.externalId, at),
  standing: standingView(standing),
});
