import {
  type Database,
  JoinedWrites,
  type MasterKeys,
  type NewReport,
  type Opening,
  openReports,
  type Reporter,
  reporterHash,
  sealTexts,
} from '@moderato/database';
import {
  type Clock,
  type NoticeInput,
  newId,
  noticeUrgency,
  type ReportReason,
  type ReportSource,
  type ReportState,
} from '@moderato/domain';
import { maskAddresses, messageIdOf } from '@moderato/email';
import type { DeskBell } from '@moderato/queues';

export interface ReportInput {
  commentId: string;
  reporter: Reporter;
  reason: ReportReason;
  source: ReportSource;
  text: string | null;
  /** Where the reporter wants to hear the outcome. */
  address: string | null;
  wantsOutcome: boolean;
  /** Where the reader says that the comment is illegal. */
  notice?: NoticeInput | undefined;
}

export interface WrittenReport {
  id: string;
  commentId: string;
  externalId: string;
  state: ReportState;
  isNew: boolean;
  noticeId: string | null;
  /** Whether delivery has something to do. */
  outbox: boolean;
}

interface Parts {
  database: Database;
  masterKeys: MasterKeys;
  clock: Clock;
  /** Right of the @ in Message-IDs. */
  mailDomain: string;
}

interface Waiting {
  report: NewReport;
  result?: WrittenReport | null;
}

interface Parts {
  database: Database;
  masterKeys: MasterKeys;
  clock: Clock;
  bell: Pick<DeskBell, 'ring'>;
}

/** Reports of one comment that come at once are written together: a flood of them costs few transactions. */
export class ReportWriter {
  readonly #parts: Parts;
  readonly #writes: JoinedWrites<Waiting>;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#writes = new JoinedWrites((key, waiting) => this.#write(key, waiting), { most: 200 });
  }

  /** Resolves once the report is committed. Null where the site has no such comment. */
  async open(siteId: string, input: ReportInput): Promise<WrittenReport | null> {
    const { masterKeys, clock } = this.#parts;
    const { reason, source, wantsOutcome, text: words, address } = input;
    const report: NewReport = {
      id: newId(clock.now()),
      reporterHash: reporterHash(masterKeys, siteId, input.reporter),
      reason,
      source,
      wantsOutcome,
      // What is shown to moderators later names nobody's address.
      texts: sealTexts(masterKeys, { words: words && maskAddresses(words), address: wantsOutcome ? address : null }),
    };
    const waiting: Waiting = {
      report: input.notice ? { ...report, notice: this.#noticeOf(siteId, input.notice) } : report,
    };
    await this.#writes.add(`${siteId} ${input.commentId}`, waiting);
    return waiting.result ?? null;
  }

  #noticeOf(siteId: string, input: NoticeInput): NonNullable<NewReport['notice']> {
    const { masterKeys, clock, mailDomain } = this.#parts;
    const { category, reasons, legalGround, name, email, danger } = input;
    const trustedFlagger = input.trustedFlagger ?? null;
    const id = newId(clock.now());
    const texts = {
      reasons: maskAddresses(reasons),
      legalGround: legalGround ? maskAddresses(legalGround) : null,
      name: name ?? null,
      address: email ?? null,
    };
    const notifierHash = email === undefined ? null : reporterHash(masterKeys, siteId, { email });
    return {
      notice: { id, category, trustedFlagger, danger, notifierHash, texts: sealTexts(masterKeys, texts) },
      urgency: noticeUrgency({ danger, trusted: trustedFlagger !== null }),
      receiptMessageId:
        notifierHash && messageIdOf({ mailId: id, to: notifierHash.toString('hex'), domain: mailDomain }),
    };
  }

  async #write(key: string, waiting: Waiting[]): Promise<void> {
    const [siteId, commentId] = key.split(' ') as [string, string];
    const { database, clock, bell } = this.#parts;
    const reports = waiting.map(({ report }) => report);
    const opening = await database.withSite(siteId, (tx) =>
      openReports(tx, siteId, { commentId, reports }, clock.now()),
    );
    if (opening?.opened.some(({ isNew, state }) => isNew && state === 'open')) bell.ring(siteId);
    waiting.forEach((one, i) => {
      one.result = opening && writtenOf(opening, i);
    });
  }
}

function writtenOf({ commentId, externalId, opened, outbox }: Opening, i: number): WrittenReport | null {
  const report = opened[i];
  return report ? { ...report, commentId, externalId, outbox } : null;
}
