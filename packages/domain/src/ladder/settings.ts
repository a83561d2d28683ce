import { z } from 'zod';

const days = z.number().int().min(1).max(3_650);
const hours = z.number().int().min(1).max(87_600);

/** By what an author who comes under another name is noticed. */
export const evasionSigns = ['email', 'ip', 'name'] as const;

/** A site's ladder: what follows when comments are rejected by clauses that carry a consequence. */
export const ladderSettingsSchema = z
  .strictObject({
    warnFirst: z
      .boolean()
      .default(true)
      .describe('The first strike of an author in good standing is a warning instead'),
    warningDays: days.default(90).describe('A warning is forgotten after so many days'),
    strikeDays: days.default(90).describe('A strike expires after so many days'),
    strikesToSuspend: z
      .number()
      .int()
      .min(1)
      .max(100)
      .default(3)
      .describe('Strikes, unexpired, that bring a suspension'),
    suspensionHours: z
      .array(hours)
      .max(10)
      .default([24, 168])
      .describe('How long the first suspension lasts, the second, and so on; empty: none'),
    suspensionMemoryDays: days.default(365).describe('An older suspension counts no more for how long the next lasts'),
    afterSuspensions: z
      .enum(['propose_ban', 'ban', 'repeat'])
      .default('propose_ban')
      .describe(
        'After the last suspension. propose_ban: the comments are held until a person confirms or dismisses the ban; ' +
          'ban: by the rules alone, for good; repeat: the last suspension again',
      ),
    bannedComments: z
      .enum(['refuse', 'hold'])
      .default('refuse')
      .describe('Comments of suspended and banned authors: refused with 403, or held for review'),
    evasion: z
      .array(z.enum(evasionSigns))
      .max(evasionSigns.length)
      .default([...evasionSigns])
      .describe('Hold for review what comes from the e-mail or IP address, or under the name, of a barred author'),
  })
  .meta({ id: 'BanSettings' });

export type LadderSettings = z.output<typeof ladderSettingsSchema>;
export type EvasionSign = (typeof evasionSigns)[number];
