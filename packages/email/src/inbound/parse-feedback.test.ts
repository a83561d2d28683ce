import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { bounceAddress, readBounceToken } from '../bounce-address.js';
import { parseInbound } from './parse-inbound.js';

const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'feedback');
const mailId = '0190a000-1111-7000-8000-00000000abcd';
const bounce = bounceAddress('secret', 'bounces.paper.example', mailId);
const messageId = 'case-1.1.abc@paper.example';

async function read(name: string, change = (text: string) => text) {
  const text = readFileSync(join(folder, `${name}.eml`), 'utf8')
    .replaceAll('{{bounce}}', bounce)
    .replaceAll('{{messageId}}', messageId)
    .replaceAll('\n', '\r\n');
  return parseInbound(Buffer.from(change(text)), { ownDomain: 'paper.example' });
}
const tellsMail = { tokens: [bounce.slice(2).split('@')[0]] };
const tellsId = { tokens: [], messageIds: [messageId] };

test.each([
  ['postfix', { kind: 'bounce', action: 'failed', status: '5.1.1', ...tellsMail, messageIds: [messageId] }],
  ['exchange', { kind: 'bounce', action: 'failed', status: '5.7.606', tokens: [], messageIds: [messageId, messageId] }],
  ['sendmail-delayed', { kind: 'bounce', action: 'delayed', status: '4.4.1', ...tellsId }],
  ['exim-old', { kind: 'bounce', action: 'failed', status: '5.0.0', ...tellsMail, messageIds: [messageId] }],
  ['qmail', { kind: 'bounce', action: 'failed', status: '5.0.0', ...tellsMail, messageIds: [messageId] }],
  ['several-recipients', { kind: 'bounce', action: 'failed', status: '5.2.2', ...tellsId }],
  ['arf-provider', { kind: 'complaint', feedbackType: 'abuse', ...tellsMail, messageIds: ['redacted'] }],
  ['arf-headers', { kind: 'complaint', feedbackType: 'not-spam', ...tellsId }],
])('%s is read', async (name, expected) => {
  const mail = await read(name);
  expect(mail.feedback).toMatchObject(expected);
  expect(mail.automatic).toBe(expected.kind);
});

test('a bounce address in any case says which mail came back, and a changed one nothing', async () => {
  const shouted = await read('postfix', (text) => text.replaceAll(bounce, bounce.toUpperCase()));
  expect(readBounceToken('secret', shouted.feedback?.tokens[0] as string)).toBe(mailId);
  expect(readBounceToken('other', shouted.feedback?.tokens[0] as string)).toBeNull();
  fc.assert(
    fc.property(fc.string(), (token) => readBounceToken('secret', token) === null),
    { numRuns: 200 },
  );
});

test('what a server says is kept in two hundred characters without addresses', async () => {
  const { feedback } = await read('exchange');
  expect(feedback?.diagnostic).toHaveLength(200);
  expect(feedback?.diagnostic).toContain('banned sending IP [[address]]');
  expect(JSON.stringify((await read('postfix')).feedback)).not.toContain('editor@');
});

test('a person who forwards a bounce, or quotes its words, sends no bounce', async () => {
  const person = (text: string) =>
    text
      .replace(/^Return-path: <>\r\n/im, '')
      .replace(/^X-Failed-Recipients:.*\r\n/im, '')
      .replace(/^Auto-Submitted:.*\r\n/im, '')
      .replace(/^From:.*$/im, 'From: Ann <ann@readers.example>');
  for (const name of ['qmail', 'exim-old']) {
    expect(await read(name, person)).toMatchObject({ feedback: null, automatic: null });
  }
});

const fieldText = fc.string({ unit: 'binary-ascii', maxLength: 40 });
test('whatever stands in a report, it is read without failing, within bounds, and says only what it may', () =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom('message/delivery-status', 'message/feedback-report'),
      fc.array(
        fc.tuple(
          fc.constantFrom('Action', 'Status', 'Final-Recipient', 'Diagnostic-Code', 'Feedback-Type', 'X-Other', ''),
          fc.oneof(fieldText, fc.constantFrom('failed', '5.1.1', '5.1', '9.9.9', '5.1.1.1', 'rfc822; a@b.example')),
          fc.constantFrom('\r\n', '\n', '\r\n\r\n', '\r\n '),
        ),
        { maxLength: 30 },
      ),
      fieldText,
      async (type, fields, original) => {
        const part = fields.map(([name, value, end]) => `${name}: ${value}${end}`).join('');
        const kind = type === 'message/delivery-status' ? 'delivery-status' : 'feedback-report';
        const raw = `From: mailer-daemon@x.example\r\nContent-Type: multipart/report; report-type=${kind}; boundary=b7f\r\n\r\n--b7f\r\nContent-Type: ${type}\r\n\r\n${part}\r\n--b7f\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <${original}>\r\n\r\n--b7f--\r\n`;
        const { feedback } = await parseInbound(Buffer.from(raw), { ownDomain: 'paper.example' });
        if (feedback === null) return;
        expect([null, 'failed', 'delayed', 'delivered', 'relayed', 'expanded']).toContain(feedback.action);
        if (feedback.status !== null) expect(feedback.status).toMatch(/^[245]\.\d{1,3}\.\d{1,3}$/);
        expect((feedback.diagnostic ?? '').length).toBeLessThanOrEqual(200);
        expect((feedback.feedbackType ?? '').length).toBeLessThanOrEqual(40);
        for (const id of feedback.messageIds) expect(id).toMatch(/^[^<>\s]{1,900}$/);
      },
    ),
    { numRuns: 150 },
  ));

test('fields are found however they are folded, spaced and ordered', () =>
  fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(
        ['Final-Recipient: rfc822; a@b.example', 'ACTION:failed', 'status:\t5.2.1\r\n (off)', 'X-A: b'],
        {
          minLength: 4,
        },
      ),
      async (lines) => {
        const raw = `From: mailer-daemon@x.example\r\nContent-Type: multipart/report; boundary=q\r\n\r\n--q\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n${lines.join('\r\n')}\r\n\r\n--q--\r\n`;
        const { feedback } = await parseInbound(Buffer.from(raw), { ownDomain: 'paper.example' });
        expect(feedback).toMatchObject({ action: 'failed', status: '5.2.1' });
      },
    ),
  ));
