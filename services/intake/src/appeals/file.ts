import { type FiledAppeal, fileAppeal, findSite, type NewAppeal } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { maskAddresses } from '@moderato/email';
import { storableText } from '../comments/storable-text.js';
import type { IntakeDeps } from '../deps.js';

/** Files an appeal for a site or at the link; throws as `fileAppeal` does. */
export function file(
  { database, masterKeys, clock }: IntakeDeps,
  siteId: string,
  given: NewAppeal,
  actor: string,
): Promise<FiledAppeal> {
  return database.withSite(siteId, async (tx) => {
    const site = await findSite(tx, siteId);
    if (!site) throw new AppError('not_found');
    // What is shown to moderators later names nobody's address.
    const text = maskAddresses(storableText(given.text));
    const context = { masterKeys, settings: site.settings.appeals, actor, at: clock.now() };
    return fileAppeal(tx, siteId, { ...given, text }, context);
  });
}
