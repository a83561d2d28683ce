import { createHmac } from 'node:crypto';
import { AppError } from '@moderato/domain';
import fc from 'fast-check';
import { type InboundHeaders, type InboundScheme, verifyInbound } from './verify-inbound.js';

const now = new Date('2026-01-15T10:20:30Z');
const standardBody =
  '{"type":"decision.created","timestamp":"2026-01-15T10:20:30.000Z","data":{"id":"dec_01","action":"hold"}}';
const standardSecret = 'whsec_bW9kZXJhdG8tZXhhbXBsZS1zaWduaW5nLWtleS0zMmI=';
const previousSecret = `whsec_${Buffer.from('rotated-out-previous-key-32bytes').toString('base64')}`;
const standardHeaders = {
  'webhook-id': 'msg_2mQ7example0001',
  'webhook-timestamp': '1768472430',
  'webhook-signature': 'v1,EOluHOcVc7FsSCtc8zodg0+CAeDgGPz34u7i8E+tjp0=',
};
const coralBody = JSON.stringify(
  {
    action: 'NEW',
    comment: { body: 'Bonjour, café 😀', parentID: null },
    author: { id: 'u-17', role: 'COMMENTER' },
    story: { id: 's-3', url: 'https://news.example/a/3' },
    site: { id: 'site-1' },
    tenantID: 't-1',
    tenantDomain: 'news.example',
  },
  null,
  2,
);
const coralSecret = `empsec_${'0123456789abcdef'.repeat(4)}`;
const otherCoralSecret = `empsec_${'fedcba9876543210'.repeat(4)}`;
const coralSignature = 'sha256=53284f29f2ea568d913dc2c381510418e2d2f7bdfccf9020e2854f0d3e09f692';
const otherCoralSignature = 'sha256=81440e8474f438d8351fccef7ffab83cb9107f7064c0ca362b1c3de203ec9ab4';
const githubSecret = 'It is a shared secret';
const githubBody = '{"zen":"hold the line"}';
const githubHeaders = {
  'x-hub-signature-256': 'sha256=a683a1865e8583012589fa75977d0b5cc9dc996f3c43b43e82405a3037f721be',
  'x-github-delivery': '72d3162e',
};
const hyvorBody = '{"event":"comment.create","data":{"id":7}}';
const hyvorHeaders = { 'x-signature': '2546d25183b9e57ea37fef312819b1f946b846b6f5f371a935692737f8a3aa25' };
const stripeBody = '{"id":"evt_1"}';
const stripeDigest = createHmac('sha256', 'stripe-secret').update(`1768472430.${stripeBody}`).digest('hex');
const stripeHeaders = { 'acme-signature': `t=1768472430,v1=${stripeDigest},v0=ignored` };

const verify = (scheme: InboundScheme, secrets: string[], headers: InboundHeaders, body: string, at = now) =>
  verifyInbound(scheme, secrets, headers, Buffer.from(body), at);

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'accepted';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

test('the worked bodies have the length that the contracts give', () => {
  expect([Buffer.byteLength(standardBody), Buffer.byteLength(coralBody)]).toEqual([105, 322]);
});

test.each<[string, InboundScheme, string[], InboundHeaders, string, string | RegExp]>([
  ['standard', 'standard-webhooks', [standardSecret], standardHeaders, standardBody, /^msg_2mQ7example0001$/],
  [
    'standard, secret without prefix and with a newline',
    'standard-webhooks',
    [`${standardSecret.slice(6)}\n`],
    standardHeaders,
    standardBody,
    /^msg_/,
  ],
  [
    'standard, signed by the previous secret',
    'standard-webhooks',
    [standardSecret, previousSecret],
    { ...standardHeaders, 'webhook-signature': 'v1,zWd88H2944iGN6e1o4p+BqFGe1oU948haWlm3hWkJxY=' },
    standardBody,
    /^msg_/,
  ],
  [
    'standard, a list with other versions',
    'standard-webhooks',
    [previousSecret],
    {
      ...standardHeaders,
      'webhook-signature': `${standardHeaders['webhook-signature']} v1a,AAAA v1,zWd88H2944iGN6e1o4p+BqFGe1oU948haWlm3hWkJxY=`,
    },
    standardBody,
    /^msg_/,
  ],
  ['coral', 'coral', [coralSecret], { 'x-coral-signature': coralSignature }, coralBody, /^sha256:[0-9a-f]{64}$/],
  [
    'coral, second secret',
    'coral',
    [otherCoralSecret],
    { 'x-coral-signature': otherCoralSignature },
    coralBody,
    /^sha/,
  ],
  [
    'coral, in rotation',
    'coral',
    ['unrelated', otherCoralSecret],
    { 'x-coral-signature': `${coralSignature},${otherCoralSignature}` },
    coralBody,
    /^sha256:/,
  ],
  ['github', 'github', [githubSecret], githubHeaders, githubBody, /^72d3162e$/],
  ['hyvor', 'hyvor', ['hyvor-demo-secret'], hyvorHeaders, hyvorBody, /^comment\.create:7:[0-9a-f]{16}$/],
  ['stripe', 'stripe', ['stripe-secret'], stripeHeaders, stripeBody, /^evt_1$/],
])('%s: the worked value is accepted', (_, scheme, secrets, headers, body, messageId) => {
  expect(verify(scheme, secrets, headers, body).messageId).toMatch(messageId);
});

test.each<[string, InboundScheme, InboundHeaders]>([
  ['no header', 'github', {}],
  ['an empty header', 'hyvor', { 'x-signature': '' }],
  ['another scheme’s header', 'coral', githubHeaders],
  ['no timestamp', 'standard-webhooks', { ...standardHeaders, 'webhook-timestamp': undefined }],
  ['letters after the digits', 'standard-webhooks', { ...standardHeaders, 'webhook-timestamp': '1768472430abc' }],
  ['a sign before the digits', 'standard-webhooks', { ...standardHeaders, 'webhook-timestamp': '+1768472430' }],
  ['a fraction', 'standard-webhooks', { ...standardHeaders, 'webhook-timestamp': '1768472430.0' }],
  ['an id sent twice', 'standard-webhooks', { ...standardHeaders, 'webhook-id': 'msg_1, msg_2' }],
  ['an id with a full stop', 'standard-webhooks', { ...standardHeaders, 'webhook-id': 'msg_1.2' }],
  ['a timestamp sent twice', 'standard-webhooks', { ...standardHeaders, 'webhook-timestamp': '1768472430, 1' }],
  ['a signature sent twice', 'coral', { 'x-coral-signature': `${coralSignature}, ${coralSignature}` }],
  ['a signature as a list', 'github', { 'x-hub-signature-256': ['sha256=00', 'sha256=11'] }],
  ['two headers of the form', 'stripe', { ...stripeHeaders, 'stripe-signature': stripeHeaders['acme-signature'] }],
  ['two times', 'stripe', { 'stripe-signature': `t=1,t=1768472430,v1=${stripeDigest}` }],
  ['no time', 'stripe', { 'stripe-signature': `v1=${stripeDigest}` }],
])('%s: missing_signature', (_, scheme, headers) => {
  expect(codeOf(() => verify(scheme, [standardSecret], headers, standardBody))).toBe('missing_signature');
});

test.each<[string, InboundScheme, string[], InboundHeaders, string]>([
  ['another secret', 'github', ['wrong'], githubHeaders, githubBody],
  ['no secret at all', 'github', [], githubHeaders, githubBody],
  ['a shorter digest', 'hyvor', ['hyvor-demo-secret'], { 'x-signature': '2546' }, hyvorBody],
  ['no digest behind the prefix', 'github', [githubSecret], { 'x-hub-signature-256': 'sha256=' }, githubBody],
  [
    'only another version',
    'standard-webhooks',
    [standardSecret],
    { ...standardHeaders, 'webhook-signature': 'v1a,AA' },
    standardBody,
  ],
  [
    'coral’s secret decoded',
    'coral',
    ['0123456789abcdef'.repeat(4)],
    { 'x-coral-signature': coralSignature },
    coralBody,
  ],
  [
    'the body printed anew',
    'coral',
    [coralSecret],
    { 'x-coral-signature': coralSignature },
    JSON.stringify(JSON.parse(coralBody)),
  ],
  [
    'a comma list where one is due',
    'github',
    [githubSecret],
    { 'x-hub-signature-256': `sha256=00,${githubHeaders['x-hub-signature-256']}` },
    githubBody,
  ],
])('%s: bad_signature', (_, scheme, secrets, headers, body) => {
  expect(codeOf(() => verify(scheme, secrets, headers, body))).toBe('bad_signature');
});

test.each([
  [-301, 'bad_signature'],
  [-300, 'accepted'],
  [300, 'accepted'],
  [301, 'bad_signature'],
])('a signed time %i seconds from ours: %s', (seconds, expected) => {
  const at = new Date(now.getTime() + seconds * 1000);
  expect(codeOf(() => verify('standard-webhooks', [standardSecret], standardHeaders, standardBody, at))).toBe(expected);
  expect(codeOf(() => verify('stripe', ['stripe-secret'], stripeHeaders, stripeBody, at))).toBe(expected);
});

test('a secret of ours that is not base64 is refused loudly', () => {
  expect(() => verify('standard-webhooks', ['whsec_not base64!'], standardHeaders, standardBody)).toThrow(TypeError);
});

test('two updates of one Hyvor comment are two messages, a repeated try is one', () => {
  const id = (body: string) =>
    verify('hyvor', ['k'], { 'x-signature': createHmac('sha256', 'k').update(body).digest('hex') }, body).messageId;
  const update = (text: string) => JSON.stringify({ event: 'comment.update', data: { id: 7, text } });
  expect(id(update('a'))).toBe(id(update('a')));
  expect(id(update('a'))).not.toBe(id(update('b')));
});

const flip = (bytes: Uint8Array, bit: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy.writeUInt8((copy[bit >> 3] as number) ^ (1 << (bit & 7)), bit >> 3);
  return copy;
};

test.each<[InboundScheme, string[], Record<string, string>, string]>([
  ['standard-webhooks', [standardSecret], standardHeaders, standardBody],
  ['coral', [coralSecret], { 'x-coral-signature': coralSignature }, coralBody],
  ['github', [githubSecret], { 'x-hub-signature-256': githubHeaders['x-hub-signature-256'] }, githubBody],
  ['hyvor', ['hyvor-demo-secret'], hyvorHeaders, hyvorBody],
  ['stripe', ['stripe-secret'], { 'acme-signature': `t=1768472430,v1=${stripeDigest}` }, stripeBody],
])('%s: flipping any one bit of the body or of a header is refused', (scheme, secrets, headers, body) => {
  const parts: Buffer[] = [Buffer.from(body), ...Object.values(headers).map((value) => Buffer.from(value))];
  for (const [at, part] of parts.entries()) {
    for (let bit = 0; bit < part.length * 8; bit += 1) {
      const changed = parts.with(at, flip(part, bit));
      const values = changed.slice(1).map((value) => value.toString('latin1'));
      const sent = Object.fromEntries(Object.keys(headers).map((name, i) => [name, values[i] as string]));
      const code = codeOf(() => verifyInbound(scheme, secrets, sent, changed[0] as Buffer, now));
      expect(['bad_signature', 'missing_signature']).toContain(code);
    }
  }
});

test('whatever the bytes, text or not, a right signature passes and a flipped bit does not', () =>
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      fc.string({ minLength: 1 }),
      fc.nat(),
      (body, secret, pick) => {
        const headers = { 'x-signature': createHmac('sha256', secret).update(body).digest('hex') };
        expect(codeOf(() => verifyInbound('hyvor', [secret], headers, body, now))).toBe('accepted');
        const changed = flip(body, pick % (body.length * 8));
        expect(codeOf(() => verifyInbound('hyvor', [secret], headers, changed, now))).toBe('bad_signature');
      },
    ),
  ));

test('whatever the headers say, the answer is one of the two errors', () =>
  fc.assert(
    fc.property(
      fc.constantFrom('standard-webhooks' as const, 'coral' as const, 'stripe' as const),
      fc.string(),
      fc.string(),
      (scheme, a, b) => {
        const headers = {
          'webhook-id': a,
          'webhook-timestamp': '1768472430',
          'webhook-signature': b,
          'x-coral-signature': a,
          'x-signature': `t=${b}`,
        };
        expect(['bad_signature', 'missing_signature']).toContain(
          codeOf(() => verify(scheme, [standardSecret], headers, a)),
        );
      },
    ),
  ));
