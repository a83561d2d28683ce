import { findByExternalIds, findByIds, listRecentStories, listRecentTexts, type Queryable } from '@moderato/database';
import type { InboundMail } from '@moderato/email';
import { matchQuotation } from './match-quotation.js';
import { namesOfComments, withoutPlace } from './names-in-mail.js';

/** Which comment a mail means. `candidates` where it may be one of several, or nothing speaks for one enough. */
export type Meant =
  | { kind: 'report'; reportId: string; commentId: string; why: 'reference' }
  | { kind: 'comment'; commentId: string; why: 'id' | 'link' | 'quotation' }
  | { kind: 'unclear'; candidates: string[]; why: 'several' | 'story_only' | 'nothing' };

const only = <T>(values: T[]): T | undefined => (new Set(values).size === 1 ? values[0] : undefined);
const shownCandidates = 10;

/** By reference, link, id, then quoted words, within the story where one is named; never by a guess between two. */
export async function findComment(db: Queryable, siteId: string, mail: InboundMail): Promise<Meant> {
  const named = namesOfComments(mail);
  const byId = await findByIds(db, siteId, named.ids);
  const report = byId.reports[0];
  if (report && only(byId.reports.map(({ id }) => id)))
    return { kind: 'report', reportId: report.id, commentId: report.commentId, why: 'reference' };
  const stories = await listRecentStories(db, siteId);
  const known = await findByExternalIds(db, siteId, [...named.linked.map(({ name }) => name), ...named.external]);
  const linked = known.filter(({ externalId, storyUrl }) =>
    named.linked.some(({ name, url }) => name === externalId && isSameSite(url, storyUrl)),
  );
  const told = known.filter(({ externalId }) => named.external.includes(externalId));
  const ids = [...byId.comments, ...told.map(({ id }) => id)];
  const certain = [...linked.map(({ id }) => id), ...ids];
  const one = only(certain);
  if (one) return { kind: 'comment', commentId: one, why: linked.length > 0 ? 'link' : 'id' };
  const links = new Set(mail.links.map(withoutPlace));
  const words = `${mail.subject}\n${mail.text}`.toLowerCase();
  const meantStories = stories
    .filter(({ url, title }) => links.has(withoutPlace(url)) || (title !== null && isTold(title, words)))
    .map(({ id }) => id);
  const texts = (await listRecentTexts(db, siteId, meantStories)).filter(
    ({ id }) => certain.length === 0 || certain.includes(id),
  );
  const quoted = matchQuotation(mail.text, texts);
  if (quoted.match) return { kind: 'comment', commentId: quoted.match, why: 'quotation' };
  const candidates = [...new Set([...certain, ...quoted.near])].slice(0, shownCandidates);
  if (candidates.length > 0) return { kind: 'unclear', candidates, why: 'several' };
  return { kind: 'unclear', candidates: [], why: meantStories.length > 0 ? 'story_only' : 'nothing' };
}

const isTold = (title: string, words: string): boolean => title.length >= 12 && words.includes(title.toLowerCase());

const isSameSite = (url: string, storyUrl: string): boolean =>
  URL.canParse(url) && URL.canParse(storyUrl) && new URL(url).host === new URL(storyUrl).host;
