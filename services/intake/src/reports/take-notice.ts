import { type Database, findSite } from '@moderato/database';
import { AppError, type NoticeInput } from '@moderato/domain';
import { storableText } from '../comments/storable-text.js';

const bad = (pointer: string, code: string, detail: string): AppError =>
  new AppError('validation', { errors: [{ pointer, code, detail }] });

/** Whether the site takes notices of illegal content. */
export async function takesNotices(database: Database, siteId: string): Promise<boolean> {
  const site = await database.withSite(siteId, (tx) => findSite(tx, siteId));
  return site?.settings.dsa.notices.enabled ?? false;
}

/**
 * A notice as it may be kept. Throws AppError `validation` where the site takes none, or does not know the trusted
 * flagger.
 */
export async function takeNotice(database: Database, siteId: string, notice: NoticeInput): Promise<NoticeInput> {
  const site = await database.withSite(siteId, (tx) => findSite(tx, siteId));
  const settings = site?.settings.dsa.notices;
  if (!settings?.enabled) {
    throw bad('/illegal', 'notices_off', 'This site takes no notices; `dsa.notices.enabled` in its settings says so.');
  }
  const { trustedFlagger } = notice;
  const ids = settings.trustedFlaggers.map(({ id }) => id);
  if (trustedFlagger !== undefined && !ids.includes(trustedFlagger)) {
    const known = ids.join(', ') || 'none';
    throw bad('/illegal/trustedFlagger', 'unknown', `The site has no such trusted flagger. It has: ${known}.`);
  }
  const { reasons, legalGround, name } = notice;
  return {
    ...notice,
    reasons: storableText(reasons),
    ...(legalGround !== undefined && { legalGround: storableText(legalGround) }),
    ...(name !== undefined && { name: storableText(name) }),
  };
}
