import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { maskAddresses } from './mask-addresses.js';
import { fingerprintOfMail, parseInbound, partsOfText, readBytes } from './parse-inbound.js';

const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'mails');
const ownDomain = 'paper.example';
const raw = (name: string) => readFileSync(join(folder, `${name}.eml`));
const parse = (name: string) => parseInbound(raw(name), { ownDomain });

test('a plain mail gives its words, links and sender, and shows no address in its words', async () => {
  const mail = await parse('nothing-to-go-by');
  expect(mail).toMatchObject({
    from: 'ann.reader@readers.example',
    messageId: 'nothing-1@readers.example',
    automatic: null,
  });
  expect(mail.text).toContain('thirty years');
  expect(`${mail.subject}${mail.text}`).not.toMatch(/ann\.reader|203\.0\.113/);
});

test.each([
  ['auto-reply', 'auto_reply'],
  ['vacation-old', 'list'],
  ['bounce', 'bounce'],
  ['loop', 'loop'],
  ['list', 'list'],
  ['link', null],
  ['forwarded', null],
])('%s is seen as %s', async (name, automatic) => {
  expect((await parse(name)).automatic).toBe(automatic);
});

test('HTML without plain text is read as words, its quotation marked', async () => {
  const mail = await parse('html-only');
  expect(mail.notes).toContain('html_only');
  expect(partsOfText(mail.text).quoted).toContain('{{quote}}');
  expect(mail.text).toContain('Who lets that stand');
  expect(mail.text).not.toMatch(/color:red|ann\.reader/);
});

test('a forwarded mail’s words count as words of the mail', async () => {
  expect((await parse('forwarded')).text).toContain('{{quote}}');
});

test('8-bit and encoded headers, a wrong and an unknown charset lose no mail', async () => {
  expect((await parse('encoded-words')).subject).toBe('Beleidigung 😡 für mich');
  const bytes = await parse('eight-bit-headers');
  expect([bytes.from, bytes.links]).toEqual([
    'joerg@readers.example',
    ['https://paper.example/council#comment-{{externalId}}'],
  ]);
  expect(bytes.text).toContain('Bitte prüfen');
  for (const name of ['wrong-charset', 'unknown-charset']) {
    expect((await parse(name)).links).toEqual(['https://paper.example/council#comment-{{externalId}}']);
  }
});

test('attachments are counted, and neither kept nor named', async () => {
  const mail = await parse('attachments');
  expect(mail.attachments).toMatchObject([{ type: 'image/png' }]);
  expect(JSON.stringify({ ...mail, from: null })).not.toContain('ann.reader');
});

test('a mail of ten megabytes is read in part, and says so', async () => {
  const start = `From: ann@readers.example\r\nMessage-ID: <big@readers.example>\r\nSubject: big\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee comment 12\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n`;
  const big = Buffer.concat([Buffer.from(start), Buffer.alloc(10_000_000, 'A')]);
  const mail = await parseInbound(big, { ownDomain });
  expect(mail).toMatchObject({ messageId: 'big@readers.example', subject: 'big', notes: ['too_large'] });
  expect(mail.text).toContain('See comment 12');
  const partly = await parseInbound(big.subarray(0, readBytes), { ownDomain, size: big.length });
  expect(partly).toEqual(mail);
});

test('whatever bytes come, something is kept, and it can be stored', () =>
  fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
      const mail = await parseInbound(bytes, { ownDomain });
      expect(JSON.stringify(mail)).not.toMatch(/\\u0000/);
      expect(fingerprintOfMail(mail)).toHaveLength(32);
    }),
    { numRuns: 200 },
  ));

test('one mail delivered twice has one fingerprint, two that share a Message-ID have two', async () => {
  const first = await parse('link');
  const again = await parseInbound(Buffer.from(`Received: from elsewhere\r\n${raw('link').toString('utf8')}`), {
    ownDomain,
  });
  expect(fingerprintOfMail(again)).toEqual(fingerprintOfMail(first));
  expect(fingerprintOfMail({ ...first, text: 'other words' })).not.toEqual(fingerprintOfMail(first));
});

test.each([
  ['write to Ann <ann@readers.example>, or a.b+c@x.example.', 'write to Ann <[address]>, or [address]'],
  ['from 198.51.100.7 at 10.30', 'from [address] at 10.30'],
  ['from 2001:db8:0:1::7 today', 'from [address] today'],
  ['at 12:30:45 on the 24th', 'at 12:30:45 on the 24th'],
])('%s', (text, shown) => {
  expect(maskAddresses(text)).toBe(shown);
});
