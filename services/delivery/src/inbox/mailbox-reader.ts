import {
  type Database,
  findMailboxPosition,
  keepInboundMail,
  type MailboxPosition,
  type MasterKeys,
  moveMailboxPosition,
  sealInboundMail,
} from '@moderato/database';
import { type Clock, newId } from '@moderato/domain';
import { fingerprintOfMail, parseInbound, readBytes } from '@moderato/email';
import type { Logger } from '@moderato/observability';
import { ImapFlow } from 'imapflow';
import type { Mailbox } from './mailbox-url.js';

const day = 86_400_000;
/** How old a mail may be that is taken from a mailbox seen for the first time, and from one that was numbered anew. */
const oldestMs = { first: 7 * day, renumbered: 30 * day };

export interface MailboxReaderOptions {
  database: Database;
  masterKeys: MasterKeys;
  clock: Clock;
  log: Logger;
  mailDomain: string;
  siteId: string;
  mailbox: Mailbox;
  /** Whether the password may go unencrypted: for a server on this machine. */
  allowPlain: boolean;
  /** Told when the server says that there is something new. */
  onNews: () => void;
}

/**
 * Reads a mailbox by the numbers that its server gives (UIDVALIDITY and UID). How far it read is kept in the transaction
 * that keeps the mail: a process that dies loses none and keeps none twice, and it does not matter who else reads there.
 */
export class MailboxReader {
  readonly #options: MailboxReaderOptions;
  #client: ImapFlow | null = null;
  #stopped = false;

  constructor(options: MailboxReaderOptions) {
    this.#options = options;
  }

  /** Keeps what is new. Returns how many mails. Rejects where the server cannot be reached. */
  async pass(): Promise<number> {
    const client = await this.#connected();
    const lock = await client.getMailboxLock(this.#options.mailbox.folder);
    try {
      return await this.#read(client);
    } finally {
      lock.release();
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#client?.close();
    this.#client = null;
  }

  async #connected(): Promise<ImapFlow> {
    if (this.#client?.usable) return this.#client;
    const { mailbox, allowPlain, onNews, log, siteId } = this.#options;
    const { host, port, secure, user, password } = mailbox;
    const client = new ImapFlow({
      host,
      port,
      secure,
      auth: { user, pass: password },
      logger: false,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      ...(!secure && !allowPlain && { doSTARTTLS: true }),
    });
    client.on('exists', onNews);
    // What breaks it is told by the pass that uses it; without a listener it would end the process.
    client.on('error', (err: Error) => log.warn({ event: 'mailbox.broken', siteId, code: codeOf(err) }));
    await client.connect();
    this.#client = client;
    return client;
  }

  async #read(client: ImapFlow): Promise<number> {
    const { database, siteId, mailbox, clock } = this.#options;
    const opened = client.mailbox;
    if (!opened) throw new Error('the mailbox is not open');
    const uidValidity = Number(opened.uidValidity);
    const known = await database.withSite(siteId, (tx) => findMailboxPosition(tx, siteId, mailbox.id));
    const uids = await this.#newUids(client, known, uidValidity);
    let kept = 0;
    for (const uid of uids) {
      if (this.#stopped) return kept;
      if (await this.#keep(client, { uid, uidValidity })) kept++;
    }
    if (known?.uidValidity === uidValidity) return kept;
    // Seen for the first time: what lies there and is too old is passed over for good.
    const lastUid = Math.max(0, opened.uidNext - 1, ...uids);
    const position = { mailbox: mailbox.id, uidValidity, lastUid };
    await database.withSite(siteId, (tx) => moveMailboxPosition(tx, siteId, position, clock.now()));
    return kept;
  }

  async #newUids(client: ImapFlow, known: MailboxPosition | null, uidValidity: number): Promise<number[]> {
    const { clock } = this.#options;
    const isSame = known?.uidValidity === uidValidity;
    const age = known ? oldestMs.renumbered : oldestMs.first;
    const query = isSame ? { uid: `${known.lastUid + 1}:*` } : { since: new Date(clock.now().getTime() - age) };
    const found = (await client.search(query, { uid: true })) || [];
    // `n:*` names the last mail even where its number is smaller.
    return found.filter((uid) => !isSame || uid > known.lastUid).toSorted((a, b) => a - b);
  }

  async #keep(client: ImapFlow, { uid, uidValidity }: { uid: number; uidValidity: number }): Promise<boolean> {
    const { database, masterKeys, siteId, mailbox, clock, mailDomain, log } = this.#options;
    const query = { uid: true, size: true, source: { start: 0, maxLength: readBytes } };
    const message = await client.fetchOne(String(uid), query, { uid: true });
    const { source, size } = message === false ? {} : message;
    const position = { mailbox: mailbox.id, uidValidity, lastUid: uid };
    // Somebody removed it since: there is nothing to keep.
    const mail = source
      ? await parseInbound(source, {
          ownDomain: mailDomain,
          ...(size !== undefined && { size }),
        })
      : null;
    const at = clock.now();
    const isNew = await database.withSite(siteId, async (tx) => {
      const fingerprint = mail && fingerprintOfMail(mail);
      const sealed =
        mail &&
        fingerprint &&
        sealInboundMail(masterKeys, siteId, { id: newId(at), source: 'imap', fingerprint, mail });
      const inserted = sealed !== null && (await keepInboundMail(tx, siteId, sealed, at));
      await moveMailboxPosition(tx, siteId, position, at);
      return inserted;
    });
    log.info({ event: 'mail.read', siteId, uid, isNew, notes: mail?.notes ?? [] });
    // For the people who look into the mailbox; nothing hangs on it.
    await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true }).catch(() => false);
    return isNew;
  }
}

/** A word for what broke, never what a server said. */
const codeOf = (error: Error & { code?: unknown }): string => (typeof error.code === 'string' ? error.code : 'unknown');
