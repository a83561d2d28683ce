import {
  captureLog,
  createTestDatabase,
  eventually,
  imapMissing,
  insertTestSite,
  startImapServer,
} from '@moderato/testkit';
import { ImapFlow } from 'imapflow';
import { loadDeliveryConfig } from '../config.js';
import { createInbox } from './create-inbox.js';

const missing = imapMissing();
const testMail = (name: string, run: () => Promise<void>) =>
  missing === null ? test(name, run, 90_000) : test.skip(`${name} (skipped: ${missing})`, run);

testMail('a mail is read when its server tells of it (IDLE), long before the next look', async () => {
  const db = await createTestDatabase();
  const imap = await startImapServer();
  await insertTestSite(db);
  const { log } = captureLog();
  const config = loadDeliveryConfig({
    DATABASE_URL: db.url,
    MODERATO_MASTER_KEY: 'ab'.repeat(32),
    MODERATO_ALLOW_PRIVATE_URLS: '1',
    REPORTS_IMAP_URL: imap.urlOf('reports'),
    REPORTS_POLL_MS: '3600000',
  });
  const inbox = createInbox(config, { database: db.database, clock: { now: () => new Date() }, log, onOwed: () => {} });
  const auth = { user: 'reports', pass: imap.password };
  const client = new ImapFlow({ host: '127.0.0.1', port: imap.port, secure: false, auth, logger: false });
  try {
    inbox.start();
    const positions = async () => (await db.owner.query('select 1 from mailbox_position')).rows.length;
    await eventually('the first look', async () => (await positions()) === 1, 30_000);
    await client.connect();
    const mail =
      'From: ann@readers.example\r\nMessage-ID: <idle-1@readers.example>\r\nSubject: x\r\n\r\nHe was rude.\r\n';
    await client.append('INBOX', mail);
    const kept = async () => (await db.owner.query('select 1 from inbound_mail')).rows.length;
    await eventually('the mail to be read', async () => (await kept()) === 1, 45_000);
  } finally {
    await client.logout().catch(() => {});
    await inbox.stop();
    await imap.close();
    await db.drop();
  }
});
