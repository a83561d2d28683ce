import { categoryOfKind, type Figure, noticeCategories, type StatementCategory } from '@moderato/domain';
import type { Database } from '../database.js';
import {
  type AutomationCounts,
  type ComplaintCounts,
  countAutomation,
  countComplaints,
  countNotices,
  countOtherReports,
  countPenalties,
  countRemovals,
  countStatements,
  type NoticeCounts,
  type PenaltyCounts,
  type RemovalCounts,
  type ReportCounts,
  spanOfYear,
} from './figure-queries.js';

const rounded = (value: number | null, places = 1): number | null =>
  value === null ? null : Math.round(value * 10 ** places) / 10 ** places;

type Head = Pick<Figure, 'article' | 'about' | 'category'>;
const count = (head: Head, figure: string, value: number): Figure => ({ ...head, figure, value, unit: 'count' });
const hours = (head: Head, figure: string, value: number | null): Figure => ({
  ...head,
  figure,
  value: rounded(value),
  unit: 'hours',
});

/**
 * A year's figures for the reports of Art. 15 and 24 of Regulation (EU) 2022/2065, each derived by query from what is
 * kept, so that they are the same whenever they are asked for, as far as retention has left the record.
 */
export function readFigures(database: Database, siteId: string, year: number): Promise<Figure[]> {
  const span = spanOfYear(siteId, year);
  return database.withSite(siteId, async (tx) => [
    ...ofNotices(await countNotices(tx, span)),
    ...ofReports(await countOtherReports(tx, span)),
    ...ofRemovals(await countRemovals(tx, span)),
    ...ofAutomation(await countAutomation(tx, span)),
    ...ofComplaints(await countComplaints(tx, span)),
    ...ofPenalties(await countPenalties(tx, span)),
    ...(await countStatements(tx, siteId, year)).map(({ state, statements }) =>
      count({ article: '24(5)', about: 'statements of reasons', category: 'all' }, state, statements),
    ),
  ]);
}

function ofNotices(rows: NoticeCounts[]): Figure[] {
  return rows
    .toSorted((a, b) => a.category.localeCompare(b.category))
    .flatMap((row) => {
      const category = `${noticeCategories[row.category]}/${row.category}`;
      const head: Head = { article: '15(1)(b)', about: 'notices (Art. 16)', category };
      return [
        count(head, 'received', row.received),
        count(head, 'by trusted flaggers', row.trusted),
        count(head, 'of danger to life or safety', row.danger),
        count(head, 'removed', row.upheld),
        count(head, 'left standing', row.dismissed),
        count(head, 'gone before anybody looked', row.moot),
        count(head, 'open', row.open),
        hours(head, 'median time to the decision', row.medianHours),
      ];
    });
}

function ofReports({ received, upheld, dismissed, medianHours }: ReportCounts): Figure[] {
  const head: Head = { article: 'other', about: 'readers’ other reports', category: 'all' };
  return [
    count(head, 'received', received),
    count(head, 'removed', upheld),
    count(head, 'left standing', dismissed),
    hours(head, 'median time to the decision', medianHours),
  ];
}

/** Decisions that take a comment down, by who made them: the means of detection and of decision. */
function ofRemovals(rows: RemovalCounts[]): Figure[] {
  const sums = new Map<StatementCategory, { rules: number; moderator: number }>();
  for (const { kind, decidedBy, decisions } of rows) {
    const { category } = categoryOfKind(kind ?? undefined);
    const sum = sums.get(category) ?? { rules: 0, moderator: 0 };
    sums.set(category, { ...sum, [decidedBy]: sum[decidedBy] + decisions });
  }
  return [...sums]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .flatMap(([category, { rules, moderator }]) => {
      const head: Head = { article: '15(1)(c)', about: 'removals of comments', category };
      return [count(head, 'decided by automated means', rules), count(head, 'decided by moderators', moderator)];
    });
}

function ofAutomation(counts: AutomationCounts): Figure[] {
  const { approved, held, rejected, byModerators, rejectedWrongly, approvedWrongly, lookedAt, medianHours } = counts;
  const head: Head = { article: '15(1)(e)', about: 'automated means', category: 'all' };
  const automated = approved + rejected;
  const decisions = automated + byModerators;
  const share = (figure: string, part: number, whole: number): Figure => ({
    ...head,
    figure,
    value: whole === 0 ? null : rounded(part / whole, 4),
    unit: 'share',
  });
  return [
    count(head, 'approved by the rules', approved),
    count(head, 'rejected by the rules', rejected),
    count(head, 'held by the rules for a person', held),
    count(head, 'decided by moderators', byModerators),
    share('decisions by automated means alone', automated, decisions),
    count(head, 'rejections that a moderator overturned', rejectedWrongly),
    count(head, 'approvals that a moderator overturned', approvedWrongly),
    share('error rate: overturned, of all decisions by automated means', rejectedWrongly + approvedWrongly, automated),
    share('overturned, of those that a moderator looked at', rejectedWrongly + approvedWrongly, lookedAt),
    hours(head, 'median time to a moderator’s decision', medianHours),
  ];
}

function ofComplaints(counts: ComplaintCounts | null): Figure[] {
  if (!counts) return [];
  const head: Head = { article: '15(1)(d)', about: 'complaints (Art. 20)', category: 'all' };
  return [
    count(head, 'received', counts.received),
    count(head, 'upheld the decision', counts.upheld),
    count(head, 'overturned the decision', counts.overturned),
    count(head, 'open', counts.open),
    hours(head, 'median time to the decision', counts.medianHours),
  ];
}

function ofPenalties(rows: PenaltyCounts[]): Figure[] {
  return rows.flatMap(({ kind, byRules, byStaff, lifted }) => {
    const head: Head = { article: '24(1)(b)', about: 'warnings, suspensions and bans (Art. 23)', category: kind };
    return [
      count(head, 'by the rules', byRules),
      count(head, 'by staff', byStaff),
      count(head, 'lifted since', lifted),
    ];
  });
}
