import type { WatchAlarm } from '@moderato/domain';
import { oneLine } from './mail.js';
import { timeInWords } from './reported-comment.js';

/** A run of a version over past comments, as far as it has come. */
export interface BacktestNews {
  id: string;
  state: 'queued' | 'running' | 'done' | 'failed';
  since: Date;
  compared: number;
  /** E.g. `approve→reject`. */
  flips: Record<string, number>;
  overModerators: Record<string, number>;
}

/** What editors are told about the page on which their guidelines are posted. Texts are the words of clauses. */
export type WatchNews =
  | {
      kind: 'changed';
      version: number;
      /** The live version it is compared with; null where there is none. */
      against: number | null;
      added: string[];
      removed: string[];
      changed: { before: string; after: string }[];
      /** Settings of the live version that fit no clause of the new text. */
      leftOut: string[];
      /** The draft that it took the place of. */
      supersedes: number | null;
      /** What became of the draft since. */
      state: 'draft' | 'shadow' | 'live' | 'retired' | 'discarded';
      backtest: BacktestNews | null;
    }
  | { kind: 'back'; liveVersion: number; discarded: number | null; inShadow: number | null }
  | { kind: 'alarm'; alarm: WatchAlarm; words: string }
  | { kind: 'resolved'; words: string };

export interface Section {
  label?: string;
  lines: string[];
  /** Whether the lines stand beside each other as a list. */
  isList?: boolean;
  link?: string;
}

export interface WatchMessage {
  /** Without the site's name. */
  subject: string;
  sections: Section[];
}

const alarmSubjects: Record<WatchAlarm, string> = {
  report_address_changed: 'ALARM: the report address on the guidelines page changed',
  report_address_vanished: 'ALARM: the report address is gone from the guidelines page',
  page_gone: 'ALARM: the guidelines page is gone',
  no_guidelines: 'ALARM: no guidelines on the guidelines page any more',
  page_not_read: 'ALARM: the guidelines page cannot be read',
};
const shownClauses = 25;

const count = (n: number, word: string): string => `${n.toLocaleString('en')} ${word}${n === 1 ? '' : 's'}`;
const quoted = (text: string): string => `“${oneLine(text, 400)}”`;

function list(label: string, lines: string[]): Section[] {
  if (lines.length === 0) return [];
  const more = lines.length - shownClauses;
  return [
    { label, isList: true, lines: [...lines.slice(0, shownClauses), ...(more > 0 ? [`… and ${more} more`] : [])] },
  ];
}

/** What the run over past comments says, in a few lines. */
function backtestLines({ id, state, since, compared, flips, overModerators }: BacktestNews): string[] {
  const address = `GET /v1/guidelines/backtest/${id}`;
  if (state === 'failed') return [`The run over past comments failed: ${address} says why.`];
  if (state !== 'done') return [`The draft is still being run over past comments; read the result at ${address}.`];
  const from = `since ${timeInWords(since.toISOString()).slice(0, 10)}`;
  if (compared === 0) return [`There are no past comments ${from} to run it over.`];
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, n) => all + n, 0);
  const total = sum(flips);
  if (total === 0) return [`Over ${count(compared, 'comment')} ${from}, no decision would change.`];
  const ways = Object.entries(flips).sort(([, a], [, b]) => b - a);
  const overruling = sum(overModerators);
  return [
    `Over ${count(compared, 'comment')} ${from}, ${count(total, 'decision')} would change:`,
    ...ways.map(([flip, n]) => `${flip.replace('→', ' → ')}: ${n.toLocaleString('en')}`),
    ...(overruling > 0 ? [`${count(overruling, 'decision')} of these had been made by a moderator.`] : []),
    `More: ${address}`,
  ];
}

type News<Kind extends WatchNews['kind']> = Extract<WatchNews, { kind: Kind }>;

function changeSections(news: News<'changed'>, link: string): Section[] {
  const { version, against, added, removed, changed, leftOut, supersedes, state, backtest } = news;
  const isWaiting = state === 'draft' || state === 'shadow';
  const compared = against === null ? 'There are no live guidelines yet.' : `The live version is ${against}.`;
  const clauses = [
    ...list('Added', added.map(quoted)),
    ...list('Removed', removed.map(quoted)),
    ...list(
      'Changed',
      changed.map(({ before, after }) =>
        before === after ? `${quoted(after)} is enforced otherwise` : `${quoted(before)} is now ${quoted(after)}`,
      ),
    ),
  ];
  return [
    {
      lines: [
        `Moderato made draft ${version} of what the page says now. ${isWaiting ? 'It decides nothing until somebody publishes it.' : `It is ${state} by now.`}`,
        `${compared}${supersedes === null ? '' : ` Draft ${supersedes}, of what the page said before, was discarded.`}`,
      ],
    },
    ...(clauses.length > 0 ? clauses : [{ lines: ['The words changed, but no clause did.'] }]),
    ...list('Settings that fit no clause any more and were left out', leftOut),
    ...(backtest ? [{ label: 'What it would change', lines: backtestLines(backtest) }] : []),
    {
      label: 'What to do',
      lines: [
        isWaiting
          ? 'Read it in the console, and publish it there or give it up.'
          : 'Read it in the console, beside what is live.',
      ],
    },
    { lines: [], link },
  ];
}

function backLines({ liveVersion, discarded, inShadow }: News<'back'>): string[] {
  return [
    `The page says again what is live (version ${liveVersion}).`,
    ...(discarded === null ? [] : [`Draft ${discarded}, of what the page said in between, was discarded.`]),
    ...(inShadow === null
      ? []
      : [`Version ${inShadow}, of what the page said in between, is in shadow and stays there until you discard it.`]),
  ];
}

const alarmAdvice =
  'Nothing was switched: reports, rules and settings stay as they are until somebody publishes another version. ' +
  'The alarm stays at GET /v1/guidelines/watch until the page and the live guidelines agree.';

/** What the mail says, before it is laid out. `consoleUrl`: where drafts are looked at. */
export function messageOf(news: WatchNews, consoleUrl: string): WatchMessage {
  switch (news.kind) {
    case 'changed': {
      const link = `${consoleUrl.replace(/\/+$/, '')}/guidelines?version=${news.version}`;
      return {
        subject: `The guidelines page changed: draft ${news.version}`,
        sections: changeSections(news, link),
      };
    }
    case 'back':
      return { subject: 'The guidelines page is back to what is live', sections: [{ lines: backLines(news) }] };
    case 'alarm':
      return { subject: alarmSubjects[news.alarm], sections: [{ lines: [news.words, alarmAdvice] }] };
    case 'resolved':
      return { subject: 'Alarm over: the guidelines page', sections: [{ lines: [news.words] }] };
  }
}
