import { z } from 'zod';

const over = z
  .strictObject({
    days: z.int().min(1).max(3_660).optional().describe('The last so many days; 30 where nothing is said'),
    since: z.iso.datetime({ offset: true }).optional(),
    until: z.iso.datetime({ offset: true }).optional().describe('Comments before this; now, where it is left out'),
    limit: z.int().min(1).max(10_000_000).default(100_000).describe('The newest so many of them'),
  })
  .superRefine(({ days, since, until }, context) => {
    if (days !== undefined && (since !== undefined || until !== undefined)) {
      context.addIssue({ code: 'custom', path: ['days'], message: 'say either days, or since and until' });
    }
    if (until !== undefined && since === undefined) {
      context.addIssue({ code: 'custom', path: ['since'], message: 'is needed beside until' });
    }
    if (since !== undefined && until !== undefined && Date.parse(since) >= Date.parse(until)) {
      context.addIssue({ code: 'custom', path: ['until'], message: 'must be later than since' });
    }
  });

export const startBacktestSchema = z
  .strictObject({
    version: z.int().min(1).max(2_147_483_647).describe('Any version; a draft, most often'),
    over: over.default({ limit: 100_000 }).describe('Which past comments'),
  })
  .meta({ id: 'StartBacktest' });

const dayMs = 86_400_000;
const defaultDays = 30;

/** The comments that a request means, as of `at`: those that came from `since` on and before `until`. */
export function backtestPeriod(
  { days, since, until }: Pick<z.output<typeof over>, 'days' | 'since' | 'until'>,
  at: Date,
): { since: Date; until: Date } {
  return {
    since: since ? new Date(since) : new Date(at.getTime() - (days ?? defaultDays) * dayMs),
    until: until ? new Date(until) : at,
  };
}
