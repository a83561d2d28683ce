import { z } from 'zod';

// What the pages beside the queue and their API say to each other. The web app imports the types alone.

export const countsSchema = z.object({
  reports: z.int().describe('Comments with open reports, counted to `cap`'),
  inbox: z.int().describe('Mails that could not be placed, counted to `cap`'),
  proposedBans: z.int().describe('Bans that wait for a person, counted to `cap`'),
  cap: z.int(),
});

export type Counts = z.infer<typeof countsSchema>;
