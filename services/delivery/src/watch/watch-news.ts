import {
  type Database,
  findBacktest,
  findGuidelines,
  findSite,
  findWatchNotice,
  type Queryable,
  type StoredGuidelines,
  type WatchNotice,
} from '@moderato/database';
import { noPolicy } from '@moderato/domain';
import type { BacktestNews, ReportingSite, WatchNews } from '@moderato/email';
import { diffClauses } from '@moderato/guidelines';

/** What a mail about a watched page tells, as the rows stand now. Null where what it is about is gone. */
export function loadWatchNews(
  database: Database,
  siteId: string,
  noticeId: string,
): Promise<{ site: ReportingSite; url: string; news: WatchNews } | null> {
  return database.withSite(siteId, async (tx) => {
    const site = await findSite(tx, siteId);
    const notice = await findWatchNotice(tx, siteId, noticeId);
    if (!site || !notice) return null;
    const news = await newsOf(tx, siteId, notice);
    return news && { site, url: notice.url, news };
  });
}

async function newsOf(tx: Queryable, siteId: string, { news, backtestId }: WatchNotice): Promise<WatchNews | null> {
  if (news.kind !== 'changed') return news;
  const draft = await findGuidelines(tx, siteId, news.version);
  if (!draft) return null;
  const against = news.against === null ? null : await findGuidelines(tx, siteId, news.against);
  const backtest = backtestId === null ? null : await findBacktest(tx, siteId, backtestId);
  return { ...news, state: draft.state, ...clauseChanges(against, draft), backtest: backtest && summaryOf(backtest) };
}

const summaryOf = ({
  id,
  state,
  since,
  tally: { compared, flips, overModerators },
}: NonNullable<Awaited<ReturnType<typeof findBacktest>>>): BacktestNews => ({
  id,
  state,
  since,
  compared,
  flips,
  overModerators,
});

/** In the words of the clauses; one sentence may give several, and is said once. */
function clauseChanges(against: StoredGuidelines | null, { policy }: StoredGuidelines) {
  const { added, removed, changed } = diffClauses(against?.policy ?? noPolicy, policy);
  const textsOf = (clauses: { text: string }[]) => [...new Set(clauses.map(({ text }) => text))];
  const pairs = new Map(
    changed.map(({ before, after }) => [`${before.text}\n${after.text}`, { before: before.text, after: after.text }]),
  );
  return { added: textsOf(added), removed: textsOf(removed), changed: [...pairs.values()] };
}
