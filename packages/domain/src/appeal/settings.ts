import { z } from 'zod';

/** How a site deals with appeals: docs/appeals.md. */
export const appealSettingsSchema = z
  .strictObject({
    windowDays: z
      .int()
      .min(1)
      .max(730)
      .default(183)
      .describe('How long a decision may be appealed. The Digital Services Act asks platforms for six months at least'),
    decideDays: z.int().min(1).max(90).default(14).describe('How long moderators have to answer an appeal'),
    heldHours: z
      .int()
      .min(0)
      .max(720)
      .default(24)
      .describe('From when on a held comment counts as kept back: then there is a statement, and it may be appealed'),
    outOfCourt: z
      .string()
      .trim()
      .max(2_000)
      .default('')
      .describe('What authors are told of out-of-court settlement; empty: nothing'),
  })
  .meta({ id: 'AppealSettings' });
export type AppealSettings = z.output<typeof appealSettingsSchema>;

const dayMs = 86_400_000;
export const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * dayMs);
