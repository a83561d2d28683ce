import { type MasterKeys, openText, type ReportListing } from '@moderato/database';
import { reportReasons, reportSources, reportStates } from '@moderato/domain';
import { maskAddresses } from '@moderato/email';
import { z } from 'zod';

const time = z.iso.datetime();

export const reportViewSchema = z
  .object({
    id: z.string(),
    commentId: z.string(),
    externalId: z.string().describe('The site’s own id of the comment'),
    revision: z.int(),
    reason: z.enum(reportReasons),
    source: z.enum(reportSources),
    state: z.enum(reportStates).describe('moot: the comment was gone, or down already, before anybody looked'),
    text: z.string().nullable().describe('The reporter’s words, e-mail addresses and numbers of networks left out'),
    weight: z.number().describe('0..1, by how often the reporter was right before'),
    newcomer: z.boolean().describe('Nothing was known of the reporter'),
    possibleBrigading: z.boolean().describe('Many newcomers reported this comment within minutes'),
    createdAt: time,
    resolvedAt: time.nullable(),
  })
  .meta({ id: 'Report' });

/** Nothing of who reported: neither address nor hash. */
export function reportView(report: ReportListing, masterKeys: MasterKeys): z.infer<typeof reportViewSchema> {
  const { wrappedKey, keyVersion, words, brigadingSince, createdAt, resolvedAt, weight, ...rest } = report;
  const text = openText(masterKeys, { wrappedKey, keyVersion }, words);
  return {
    ...rest,
    weight: Math.round(weight * 1_000) / 1_000,
    text: text === null ? null : maskAddresses(text),
    possibleBrigading: brigadingSince !== null,
    createdAt: createdAt.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
  };
}
