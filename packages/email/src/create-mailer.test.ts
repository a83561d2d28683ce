import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { type SmtpReceiver, startSmtpReceiver } from '@moderato/testkit';
import { createMailer, type Mailer } from './create-mailer.js';
import type { Mail } from './mail.js';

const mail: Mail = {
  siteId: 'site-1',
  to: 'editor@paper.example',
  subject: 'Kommentar: é 😀',
  text: 'Grüße\n.\nEnde\n',
  html: '<p>Grüße</p>',
  messageId: 'case-1.1.abc@paper.example',
  date: new Date('2026-11-23T10:00:00Z'),
  headers: { 'Auto-Submitted': 'auto-generated', 'List-Id': '<reports.x.paper.example>' },
  commentIds: [],
};

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

function mailerFor(smtpUrl: string, timeoutMs = 2_000): Mailer {
  const mailer = createMailer({ smtpUrl, timeoutMs }, { from: 'Moderato <moderato@paper.example>' });
  closers.push(() => mailer.close());
  return mailer;
}

async function smtp(options: Parameters<typeof startSmtpReceiver>[0] = {}): Promise<SmtpReceiver> {
  const receiver = await startSmtpReceiver(options);
  closers.push(() => receiver.close());
  return receiver;
}

test('a mail arrives with our headers, plain text before HTML', async () => {
  const { url, messages } = await smtp();
  expect(await mailerFor(url).send(mail)).toEqual({ result: 'accepted' });
  const [raw = ''] = messages;
  expect(raw).toContain('Message-ID: <case-1.1.abc@paper.example>');
  expect(raw).toContain('Auto-Submitted: auto-generated');
  expect(raw).toMatch(/^List-Id: <reports\.x\.paper\.example>\r$/im);
  expect(raw).toContain('Date: Mon, 23 Nov 2026 10:00:00 +0000');
  expect(raw).toContain('To: editor@paper.example');
  expect(raw).toMatch(/multipart\/alternative/);
  expect(raw.indexOf('text/plain')).toBeLessThan(raw.indexOf('text/html'));
  expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThan(998);
});

test.each([
  ['from', 451, 'retry'],
  ['from', 550, 'failed'],
  ['to', 450, 'retry'],
  ['to', 550, 'failed'],
  ['data', 452, 'retry'],
  ['data', 554, 'failed'],
  ['connect', 421, 'retry'],
] as const)('refused at %s with %i: %s', async (step, code, result) => {
  const receiver = await smtp();
  receiver.refuse = { [step]: code };
  const sent = await mailerFor(receiver.url).send(mail);
  expect(sent.result).toBe(result);
  expect(JSON.stringify(sent)).not.toContain('refused');
});

test('a server that does not take our login is our trouble, not the mail’s end', async () => {
  const { url } = await smtp({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(new Error('no')),
  });
  expect((await mailerFor(url.replace('//', '//u:p@')).send(mail)).result).toBe('retry');
});

test('a port where nobody listens: retry', async () => {
  expect((await mailerFor('smtp://127.0.0.1:1').send(mail)).result).toBe('retry');
});

test('a server that says nothing: retry, within the time limit', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  closers.push(async () => silent.close());
  const startedAt = performance.now();
  const { port } = silent.address() as AddressInfo;
  expect((await mailerFor(`smtp://127.0.0.1:${port}`, 200).send(mail)).result).toBe('retry');
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

test('a connection lost after the text was sent: retry, and the second copy has the same id', async () => {
  const received: string[] = [];
  const sockets: Socket[] = [];
  const { url, listener } = await smtp({
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      stream.on('end', () => {
        received.push(text);
        if (received.length === 1) for (const socket of sockets) socket.destroy();
        else done();
      });
    },
  });
  listener.on('connection', (socket) => sockets.push(socket));
  const mailer = mailerFor(url);
  expect((await mailer.send(mail)).result).toBe('retry');
  expect((await mailer.send(mail)).result).toBe('accepted');
  const ids = received.map((raw) => /^Message-ID: (.*)\r$/m.exec(raw)?.[1]);
  expect(ids).toEqual(['<case-1.1.abc@paper.example>', '<case-1.1.abc@paper.example>']);
});

test.each(['a@b.example, c@d.example', 'a b@c', 'nobody', 'a@b.example\r\nBcc: c@d.example'])(
  'the address %p is refused unsent',
  async (to) => {
    expect(await mailerFor('smtp://127.0.0.1:1').send({ ...mail, to })).toEqual({
      result: 'failed',
      error: 'bad_address',
      status: '5.1.3',
    });
  },
);

test('without a mail server mail is kept, and one that could not be kept is tried again', async () => {
  const kept: Mail[] = [];
  const keeping = createMailer({ keep: async (given) => void kept.push(given) }, { from: 'moderato@localhost' });
  expect(await keeping.send(mail)).toEqual({ result: 'accepted' });
  expect(kept).toEqual([mail]);
  const broken = createMailer({ keep: () => Promise.reject(new Error('no database')) }, { from: 'moderato@localhost' });
  expect((await broken.send(mail)).result).toBe('retry');
});
