import { z } from 'zod';
import { clauseKinds } from '../clause-kinds.js';
import { type Outcome, outcomes } from '../decision.js';
import type { Policy } from '../policy.js';
import { clauseFigures } from './clause-report.js';
import { leastSeen, wrongRejectionWeighs } from './proposed-thresholds.js';
import type { ReportedClauses } from './reported-clauses.js';
import type { Sample } from './samples.js';

const share01 = z.number().min(0).max(1);
const share = z
  .object({ value: share01, low: share01, high: share01 })
  .describe('A share with its 95 % interval (Wilson)')
  .nullable();
const thresholds = z.object({ review: share01, reject: share01.nullable() });
const agreement = z.object({
  review: z.int().describe('Held and upheld, or let pass and overturned'),
  rightRejections: z.int().describe('Rejected unseen and upheld'),
  wrongRejections: z.int().describe('Rejected unseen and overturned'),
});

const clauseFiguresSchema = z
  .object({
    id: z.string().nullable().describe('In the version compared with; null where it has no such clause'),
    kind: z.enum(clauseKinds),
    text: z.string(),
    today: thresholds.nullable().describe('The lowest of its rules’; null where no rule enforces it'),
    decided: z.int().describe('Automatic decisions that cite it'),
    seen: z.int().describe('Those that a moderator has decided over'),
    upheld: z.int().describe('Rejected by the last moderator, who named this clause or none'),
    overturned: z.int().describe('Approved by the last moderator'),
    elsewhere: z.int().describe('Rejected, but for other clauses only; counted neither way'),
    missed: z.int().describe('Published, and then rejected by a moderator who named it'),
    precision: share,
    overturnRate: share,
    reliability: z
      .array(
        z.object({
          from: share01.describe('Confidence'),
          to: share01,
          decided: z.int(),
          upheld: z.int(),
          overturned: z.int(),
          share: share.describe('Of those upheld or overturned, the upheld'),
        }),
      )
      .describe('By confidence, in tenths; those without decisions are left out'),
    thresholds: z
      .object({
        today: thresholds,
        proposed: thresholds.nullable(),
        why: z.enum(['too_few_seen', 'nothing_better']).nullable().describe('Why nothing is proposed'),
        agreement: z.object({ today: agreement, proposed: agreement.nullable() }),
        change: z
          .object(Object.fromEntries(outcomes.map((one) => [one, z.int()])) as Record<Outcome, z.ZodInt>)
          .nullable()
          .describe('By how many of the same comments each outcome would grow'),
      })
      .nullable(),
  })
  .meta({ id: 'ClauseFigures' });

export const siteReportSchema = z
  .object({
    version: z.int().describe('The version whose thresholds are today’s'),
    versions: z.array(z.int()).describe('Versions whose decisions are counted, clauses of the same words as one'),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    basis: z.object({
      seen: z.int().describe('Comments that moderators have decided over'),
      byAutomaticOutcome: z.record(z.string(), z.int()).describe('The same by what Moderato had decided'),
      leastSeen: z.int().describe('Fewer decisions by moderators, and no threshold is proposed'),
      wrongRejectionWeighs: z.int().describe('So many right rejections make up for one that is wrong'),
      notes: z.array(z.string()),
    }),
    clauses: z.array(clauseFiguresSchema).describe('Those with most to look at first'),
  })
  .meta({ id: 'ClauseReport' });
export type SiteReport = z.infer<typeof siteReportSchema>;

const notes = [
  'Moderators mostly see what was held: precision is that of what they saw, not of all that was decided.',
  'What stayed below a threshold is not on record: that a lower one would hold more cannot be told from here. Run a backtest.',
  'The last moderator’s decision on a revision counts.',
  'Nothing is changed by this report.',
];

export interface Judged {
  samples: (Sample & { key: number })[];
  missed: ReadonlyMap<number, number>;
  seen: { automatic: Outcome; final: Outcome; comments: number }[];
}

interface Times {
  from: Date;
  to: Date;
  versions: number[];
}

/** The report on a site's clauses; `current` is the version compared with. Clauses without any decision are left out. */
export function siteReport(
  { clauses }: ReportedClauses,
  current: Policy,
  { samples, missed, seen }: Judged,
  { from, to, versions }: Times,
): SiteReport {
  const byKey = new Map<number, Sample[]>(clauses.map((_, key) => [key, []]));
  for (const { key, ...sample } of samples) byKey.get(key)?.push(sample);
  const figures = clauses
    .map((clause, key) => clauseFigures(clause, byKey.get(key) ?? [], missed.get(key) ?? 0))
    .filter(({ decided, missed: count }) => decided + count > 0);
  const byAutomaticOutcome: Record<string, number> = {};
  for (const { automatic, comments } of seen) {
    byAutomaticOutcome[automatic] = (byAutomaticOutcome[automatic] ?? 0) + comments;
  }
  return {
    version: current.version,
    versions,
    from: from.toISOString(),
    to: to.toISOString(),
    basis: {
      seen: seen.reduce((sum, { comments }) => sum + comments, 0),
      byAutomaticOutcome,
      leastSeen,
      wrongRejectionWeighs,
      notes,
    },
    clauses: figures.toSorted((a, b) => b.overturned - a.overturned || b.decided - a.decided),
  };
}
