import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { MasterKeys, recordAutomaticDecisions } from '@moderato/database';
import { newId } from '@moderato/domain';
import { createMailer } from '@moderato/email';
import { createRegistry } from '@moderato/observability';
import {
  aDecision,
  aFinding,
  aPolicy,
  captureLog,
  createTestDatabase,
  insertTestComment,
  insertTestSite,
  ManualClock,
  type SmtpReceiver,
  startSmtpReceiver,
  type TestDatabase,
} from '@moderato/testkit';
import { createDeliveryMetrics } from '../delivery-metrics.js';
import { createReportComposer } from './compose-due-reports.js';
import { MailDispatcher } from './mail-dispatcher.js';

const minute = 60_000;
const mailDomain = 'paper.example';
const masterKeys = new MasterKeys(['ab'.repeat(32)]);

/** What was said last when the connection is cut. */
const steps = {
  connect: null,
  greeting: /^220 /m,
  EHLO: /^EHLO /m,
  MAIL: /^MAIL FROM/m,
  RCPT: /^RCPT TO/m,
  DATA: /^DATA\r$/m,
  'the text': /^Message-ID:/m,
  'the last dot': /\r\n\.\r\n$/,
} as const;
type Step = keyof typeof steps;

interface CuttingServer {
  url: string;
  /** How many connections are still to be cut. */
  left: number;
  close(): Promise<void>;
}

/** Stands before a real server and cuts connections at one step of the dialogue. */
async function startCutting(receiver: SmtpReceiver, step: Step, cuts: number): Promise<CuttingServer> {
  const target = Number(new URL(receiver.url).port);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => {});
    const cut = () => {
      if (!client.destroyed) cutting.left--;
      client.destroy();
    };
    if (cutting.left > 0 && step === 'connect') return cut();
    const upstream = connect(target, '127.0.0.1');
    upstream.on('error', () => {});
    upstream.on('close', () => client.destroy());
    client.on('close', () => upstream.destroy());
    const wanted = steps[step];
    // The dot arrives: the server may take the mail, and nobody hears its answer.
    let isDone = false;
    upstream.on('data', (chunk: Buffer) => {
      if (isDone || (cutting.left > 0 && step === 'greeting' && wanted?.test(String(chunk)))) return cut();
      client.write(chunk);
    });
    let said = '';
    client.on('data', (chunk: Buffer) => {
      said = (said + String(chunk)).slice(-20_000);
      const isStep = cutting.left > 0 && step !== 'greeting' && wanted?.test(said);
      if (isStep && step !== 'the last dot') return cut();
      isDone = Boolean(isStep);
      upstream.write(chunk);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cutting: CuttingServer = {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    left: cuts,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return cutting;
}

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

test.each(Object.keys(steps) as Step[])(
  'cut at %s: every mail that is owed comes at least once, under the one id that it was given',
  async (step) => {
    const clock = new ManualClock();
    const { database } = db;
    const { log } = captureLog();
    const siteId = await insertTestSite(db, aPolicy(), clock.now());
    const receiver = await startSmtpReceiver();
    const cutting = await startCutting(receiver, step, 4);
    const mailer = createMailer({ smtpUrl: cutting.url, timeoutMs: 5_000 }, { from: 'moderato@paper.example' });
    try {
      for (let i = 0; i < 3; i++) {
        const comment = await insertTestComment(db, siteId, { body: `You idiot, number ${i}.`, at: clock.now() });
        const decision = aDecision(comment, { id: newId(clock.now()), outcome: 'reject', findings: [aFinding()] });
        await database.withSite(siteId, (tx) => recordAutomaticDecisions(tx, siteId, [decision], clock.now()));
      }
      const dispatcher = new MailDispatcher({
        database,
        mailer,
        composer: createReportComposer({ database, clock, log, mailDomain, masterKeys }),
        clock,
        log,
        metrics: createDeliveryMetrics(createRegistry('test'), { database, clock }),
        consoleUrl: 'https://console.example',
        masterKeys,
        mailDomain,
      });
      for (let beats = 0; beats < 6; beats++) {
        await dispatcher.tick();
        clock.advance(60 * minute);
      }
      const { rows } = await db.owner.query('select message_id, state from mail where site_id = $1', [siteId]);
      // Two connections may be on their way to the last cut at once.
      expect(cutting.left).toBeLessThanOrEqual(0);
      expect(rows.map(({ state }) => state)).toEqual(['delivered', 'delivered', 'delivered']);
      const came = receiver.messages.map((raw) => /^Message-ID:\s+<(.*)>\r$/m.exec(raw)?.[1]);
      expect(new Set(came)).toEqual(new Set(rows.map(({ message_id }) => message_id)));
      // Only where the server had taken it already is there a second copy.
      if (step === 'the last dot') expect(came.length).toBeGreaterThan(3);
      else expect(came).toHaveLength(3);
    } finally {
      await mailer.close();
      await cutting.close();
      await receiver.close();
    }
  },
);
