import {
  appealToken,
  type FoundRestriction,
  findRestriction,
  findSite,
  type Queryable,
  type RestrictionKey,
  type Site,
} from '@moderato/database';
import {
  appealableUntil,
  isRestricted,
  type Statement,
  statementSchema,
  statementText,
  writeStatement,
} from '@moderato/domain';
import { z } from 'zod';
import type { IntakeDeps } from '../deps.js';
import { statementHtml } from './statement-html.js';

export const shownStatementSchema = statementSchema
  .extend({
    text: z.string().describe('The same in plain words, for a mail or a notice'),
    html: z.string().describe('The same as a piece of HTML: headings, paragraphs, quotations, no style or script'),
  })
  .meta({ id: 'ShownStatement' });
export type ShownStatement = z.infer<typeof shownStatementSchema>;

export const shown = (statement: Statement): ShownStatement => ({
  ...statement,
  text: statementText(statement),
  html: statementHtml(statement),
});

export interface ReadStatement {
  site: Site;
  found: FoundRestriction;
  statement: Statement;
}

type Parts = Pick<IntakeDeps, 'masterKeys' | 'clock' | 'publicUrl'>;

/** The address at which an author appeals; null where it is not known how the public reaches this service. */
export function appealUrl(
  { masterKeys, publicUrl }: Pick<Parts, 'masterKeys' | 'publicUrl'>,
  { site, found }: Pick<ReadStatement, 'site' | 'found'>,
): string | null {
  if (!publicUrl) return null;
  const until = appealableUntil(found.restriction, site.settings.appeals);
  const token = appealToken(masterKeys, site.id, found.subject, until);
  return `${publicUrl.replace(/\/+$/, '')}/appeal?token=${token}`;
}

/** The statement of reasons as things stand now; null where nothing was done to an author. */
export async function readStatement(
  db: Queryable,
  siteId: string,
  key: RestrictionKey,
  deps: Parts,
): Promise<ReadStatement | null> {
  const [site, found, at] = [await findSite(db, siteId), await findRestriction(db, siteId, key), deps.clock.now()];
  if (!site || !found) return null;
  const settings = site.settings.appeals;
  if (!isRestricted(found.restriction, settings, at)) return null;
  const statement = writeStatement(found.restriction, { settings, appealUrl: appealUrl(deps, { site, found }), at });
  return { site, found, statement };
}
