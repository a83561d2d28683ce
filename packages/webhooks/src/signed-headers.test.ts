import fc from 'fast-check';
import { keyOfSecret, newSecret } from './secrets.js';
import { signedHeaders } from './signed-headers.js';
import { verifyInbound } from './verify-inbound.js';

const secret = 'whsec_bW9kZXJhdG8tZXhhbXBsZS1zaWduaW5nLWtleS0zMmI=';
const previous = `whsec_${Buffer.from('rotated-out-previous-key-32bytes').toString('base64')}`;
const timestamp = new Date('2026-01-15T10:20:30.999Z');
const body =
  '{"type":"decision.created","timestamp":"2026-01-15T10:20:30.000Z","data":{"id":"dec_01","action":"hold"}}';
const message = { id: 'msg_2mQ7example0001', timestamp, body };

test('the worked values of the contract, both secrets during a rotation, the new one first', () => {
  expect(signedHeaders({ ...message, secrets: [secret, previous] })).toEqual({
    'content-type': 'application/json',
    'webhook-id': 'msg_2mQ7example0001',
    'webhook-timestamp': '1768472430',
    'webhook-signature':
      'v1,EOluHOcVc7FsSCtc8zodg0+CAeDgGPz34u7i8E+tjp0= v1,zWd88H2944iGN6e1o4p+BqFGe1oU948haWlm3hWkJxY=',
  });
});

test('an id with a full stop is not signed', () => {
  expect(() => signedHeaders({ ...message, id: 'msg_1.2', secrets: [secret] })).toThrow(TypeError);
});

test.each(['whsec_', '', 'whsec_***', 'whsec_YWJj!', `whsec_${Buffer.alloc(65).toString('base64')}`])(
  'the secret %p is refused',
  (text) => {
    expect(() => keyOfSecret(text)).toThrow(TypeError);
  },
);

test('a new secret has 32 bytes and no two are alike', () => {
  expect(keyOfSecret(newSecret())).toHaveLength(32);
  expect(newSecret()).not.toBe(newSecret());
});

test('what we sign, empty or not, a receiver verifies', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const signing = newSecret();
      const headers = signedHeaders({ ...message, body: text, secrets: [newSecret(), signing] });
      const { messageId } = verifyInbound('standard-webhooks', [signing], headers, Buffer.from(text), timestamp);
      expect(messageId).toBe(message.id);
    }),
  ));
