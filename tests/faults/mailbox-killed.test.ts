import { eventually, type ImapServer, imapMissing, startImapServer } from '@moderato/testkit';
import { ImapFlow } from 'imapflow';
import { OneModerato } from './one-moderato.js';
import { spawnService } from './spawned-service.js';

/** Whether delivery waits for a table. */
async function isHeldUp(owner: OneModerato['db']['owner']): Promise<boolean> {
  const { rows } = await owner.query(
    `select from pg_stat_activity where application_name = 'moderato-delivery' and wait_event_type = 'Lock'
       and datname = current_database()`,
  );
  return rows.length > 0;
}

const missing = imapMissing();
const describeMails = (tests: () => void) =>
  missing === null ? describe('with IMAP', tests) : describe.skip(`with IMAP (skipped: ${missing})`, tests);

const mail = (n: number) =>
  `From: reader${n}@readers.example\r\nTo: reports@paper.example\r\nSubject: report ${n}\r\nMessage-ID: <m-${n}@readers.example>\r\n\r\nWhat was said to me yesterday, number ${n}.\r\n`;

describeMails(() => {
  let moderato: OneModerato;
  let imap: ImapServer;
  beforeEach(async () => {
    moderato = await OneModerato.make();
    // A process of its own cannot be given a key prefix: this one works on Postgres' queue, in this test's database.
    delete moderato.env.REDIS_URL;
    imap = await startImapServer();
  });
  afterEach(async () => {
    await moderato.dispose();
    await imap.close();
  });

  test('delivery killed while it takes mails in loses none and takes none twice', async () => {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: imap.port,
      secure: false,
      auth: { user: 'reports', pass: imap.password },
      logger: false,
    });
    await client.connect();
    for (let n = 1; n <= 6; n++) await client.append('INBOX', mail(n));
    await client.logout();
    const env = {
      ...moderato.env,
      PORT: '0',
      REPORTS_IMAP_URL: imap.urlOf('reports'),
      REPORTS_POLL_MS: '100',
      MODERATO_ALLOW_PRIVATE_URLS: '1',
    };
    const { owner } = moderato.db;
    const count = async () => (await owner.query('select count(*)::int as n from inbound_mail')).rows[0].n;
    /** Kills a delivery that has got as far as writing to `table`, before its commit. */
    const killAt = async (table: string) => {
      const holder = await owner.connect();
      await holder.query('begin');
      await holder.query(`lock table ${table} in exclusive mode`);
      const service = await spawnService('delivery', env);
      try {
        await eventually('delivery to be in the middle of it', () => isHeldUp(owner), 60_000);
      } finally {
        await service.stop('SIGKILL');
        await holder.query('rollback');
        holder.release();
      }
    };
    await killAt('mailbox_position');
    expect(await count()).toBe(0);
    // All are kept by then, or are about to be; none has its receipt.
    await killAt('mail');
    expect((await owner.query('select id from mail')).rows).toEqual([]);
    const last = await spawnService('delivery', env);
    try {
      const unplaced = "select count(*)::int as n from inbound_mail where state = 'unplaced'";
      await eventually('all to be placed', async () => (await owner.query(unplaced)).rows[0].n === 6, 60_000);
    } finally {
      await last.stop();
    }
    expect(await count()).toBe(6);
    const receipts =
      "select count(*)::int as n, count(distinct about_id)::int as mails from mail where kind = 'report-receipt'";
    expect((await owner.query(receipts)).rows).toEqual([{ n: 6, mails: 6 }]);
  }, 180_000);
});
