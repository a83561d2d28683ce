import fc from 'fast-check';
import { composeDigest, composeReport, type ReportEnvelope } from './compose-report.js';
import { messageIdOf } from './mail.js';
import { mergeSpans } from './marked-text.js';
import type { ReportedComment } from './reported-comment.js';

const envelope: ReportEnvelope = {
  site: { id: 'site-1', name: 'Hawaii Warrior World', slug: 'hawaii-warrior-world' },
  to: 'editor@paper.example',
  messageId: 'case-1.1.abc@paper.example',
  date: new Date('2026-11-23T10:00:00Z'),
  consoleUrl: 'https://console.example/',
};

const text = 'You are an <b>idiot</b>, see http://evil.example/x & www.evil.example\nand a moron.';
const spanOf = (word: string) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length });

const aComment = (changes: Partial<ReportedComment> = {}): ReportedComment => ({
  commentId: '0199-c',
  text,
  status: 'rejected',
  story: { title: 'Warriors win', url: 'https://paper.example/story?a=1&b=2' },
  decision: {
    outcome: 'reject',
    decidedAt: '2026-11-23T09:59:58.000Z',
    degraded: [],
    marks: [{ ...spanOf('moron'), label: 'INSULT', weight: 0.9 }],
    findings: [
      {
        rule: 'personal-attack',
        clause: { id: 'personal_attack-1', text: 'with no personal attacks', start: 0, end: 24 },
        severity: 'severe',
        confidence: 0.9,
        target: 'commenter',
        spans: [spanOf('idiot')],
        explanation: 'Insults another commenter directly.',
      },
    ],
  },
  ...changes,
});

test('a report names site, story, clause, words, deed and console', () => {
  const { subject, text: plain, html, headers } = composeReport(envelope, aComment());
  expect(subject).toBe('[Hawaii Warrior World] Comment rejected: Warriors win');
  for (const wanted of [
    'Hawaii Warrior World',
    'Warriors win',
    'with no personal attacks',
    'Insults another commenter directly.',
    'https://console.example/comments/0199-c',
    '2026-11-23 09:59 UTC',
    'rejected',
  ]) {
    expect(plain).toContain(wanted);
    expect(html).toContain(wanted);
  }
  expect(plain).toContain('> You are an <b>idiot</b>, see http://evil.example/x & www.evil.example\n> and a moron.');
  expect(plain).toContain('Marked words: "idiot", "moron"');
  expect(plain).toContain('https://paper.example/story?a=1&b=2');
  expect(html).toContain('href="https://paper.example/story?a=1&amp;b=2"');
  expect(html).toMatch(/<mark [^>]*>idiot<\/mark>/);
  expect(html).toMatch(/<mark [^>]*>moron<\/mark>/);
  expect(headers).toMatchObject({ 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' });
  expect(headers).not.toHaveProperty('List-Id');
});

test('what a commenter wrote is text: no markup of theirs, no link', () => {
  const { html } = composeReport(envelope, aComment());
  expect(html).not.toContain('<b>');
  expect(html).not.toMatch(/href="[^"]*evil/);
  expect(html).not.toContain('http://evil');
  expect(html).not.toContain('www.evil');
});

test('a story’s URL that is no web address is no link', () => {
  const { html } = composeReport(envelope, aComment({ story: { title: null, url: 'javascript:alert(1)' } }));
  expect(html).not.toContain('javascript:');
  expect(html).toContain('Untitled story');
});

test('a comment that was erased since is reported without its text', () => {
  const { html, text: plain, commentIds } = composeReport(envelope, aComment({ text: null, status: 'withdrawn' }));
  expect([html, plain].join()).not.toContain('idiot');
  expect(plain).toContain('withdrawn or erased');
  expect(commentIds).toEqual([]);
});

test('a moderator who was quicker than the mail is mentioned', () => {
  expect(composeReport(envelope, aComment({ status: 'approved' })).text).toContain('Since then it was approved.');
});

test('a digest shows the first and counts them all', () => {
  const comments = [aComment(), aComment({ commentId: '0199-d', text: null, status: 'withdrawn' })];
  const { subject, text: plain, html, commentIds } = composeDigest(envelope, comments, 12);
  expect(subject).toBe('[Hawaii Warrior World] 12 comments were rejected or held');
  for (const part of [plain, html]) {
    expect(part).toContain('1 of 12');
    expect(part).toContain('10 more are in the console.');
    expect(part).toContain('https://console.example/comments/0199-d');
  }
  expect(commentIds).toEqual(['0199-c']);
});

test('whatever the comment says, it is not in the subject or a header, and marks enclose what they mark', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 12 }), fc.nat(40), fc.nat(40), (words, a, b) => {
      const comment = aComment({ text: words });
      comment.decision.marks = [{ start: Math.min(a, b), end: Math.max(a, b), label: 'INSULT', weight: 1 }];
      const mail = composeReport(envelope, comment);
      expect([mail.subject, ...Object.values(mail.headers)].join()).not.toContain(words);
      expect(mail.html.match(/<mark /g)?.length ?? 0).toBe(mail.html.match(/<\/mark>/g)?.length ?? 0);
    }),
  ));

test('whatever the site and story are called, headers are one line', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, title) => {
      const site = { ...envelope.site, name: `${name}\r\nBcc: a@b.example`, slug: `${name}\n` };
      const comment = aComment({ story: { title: `${title}\r\nX: y`, url: 'https://paper.example/' } });
      const { subject, headers, to } = composeDigest({ ...envelope, site, to: 'a@b.example\r\nBcc: c' }, [comment], 1);
      const { subject: single } = composeReport({ ...envelope, site }, comment);
      for (const value of [subject, single, to, ...Object.values(headers)]) expect(value).not.toMatch(/[\r\n\0]/);
    }),
  ));

test('merged spans are in order, apart, and within the text', () =>
  fc.assert(
    fc.property(fc.array(fc.record({ start: fc.integer(), end: fc.integer() })), fc.nat(100), (spans, length) => {
      const merged = mergeSpans(spans, length);
      merged.forEach(({ start, end }, i) => {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(length);
        expect(start).toBeGreaterThan(merged[i - 1]?.end ?? -1);
      });
    }),
  ));

test('a message id depends on the mail and the recipient alone', () => {
  const id = (mailId: string, to: string) => messageIdOf({ mailId, to, domain: 'paper.example' });
  expect(id('1', 'a@b.example')).toBe(id('1', 'A@b.example '));
  expect(id('1', 'a@b.example')).not.toBe(id('1', 'c@b.example'));
  expect(id('1', 'a@b.example')).toMatch(/^case-1\.1\.[0-9a-f]{12}@paper\.example$/);
});
