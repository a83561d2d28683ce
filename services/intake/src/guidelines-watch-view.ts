import { findGuidelines, findWatch, type Queryable } from '@moderato/database';
import { AppError, guidelinesStates, watchAlarms, watchResults } from '@moderato/domain';
import { z } from 'zod';

const time = z.iso.datetime();

export const watchViewSchema = z
  .object({
    url: z.string(),
    editors: z.array(z.string()),
    everyHours: z.int(),
    createdAt: time,
    last: z
      .object({ at: time, result: z.enum(watchResults), words: z.string().describe('The result, for people') })
      .nullable()
      .describe('The newest look; null before the first'),
    failingSince: time.nullable().describe('Since when no look has read the page'),
    nextAt: time.describe('When the next look is due'),
    draft: z
      .object({ version: z.int(), state: z.enum(guidelinesStates) })
      .nullable()
      .describe('The version made of what the page says, where that is not what is live'),
    backtest: z.string().nullable().describe('Id of the newest run of such a version over past comments'),
    alarm: z
      .object({ kind: z.enum(watchAlarms), words: z.string().describe('For people'), since: time })
      .nullable()
      .describe('Stays until page and live guidelines agree'),
  })
  .meta({ id: 'GuidelinesWatch' });

/** The site's watch as it stands. Throws AppError `not_found` where there is none. */
export async function watchView(tx: Queryable, siteId: string): Promise<z.infer<typeof watchViewSchema>> {
  const watch = await findWatch(tx, siteId);
  if (!watch) {
    throw new AppError('not_found', { detail: 'No page is watched: PUT /v1/guidelines/watch names one.' });
  }
  const { url, editors, everyHours, createdAt, lookedAt, result, resultWords, failingSince, nextLookAt, alarm } = watch;
  const draft = watch.draftVersion === null ? null : await findGuidelines(tx, siteId, watch.draftVersion);
  return {
    url,
    editors,
    everyHours,
    createdAt: createdAt.toISOString(),
    last: lookedAt && result && { at: lookedAt.toISOString(), result, words: resultWords ?? '' },
    failingSince: failingSince?.toISOString() ?? null,
    nextAt: nextLookAt.toISOString(),
    draft: draft && { version: draft.version, state: draft.state },
    backtest: watch.backtestId,
    alarm: alarm && { kind: alarm.kind, words: alarm.words, since: alarm.since.toISOString() },
  };
}
