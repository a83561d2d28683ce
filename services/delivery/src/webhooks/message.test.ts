import fc from 'fast-check';
import { bodyOf, messageIdOf } from './message.js';

const about = { eventType: 'comment.decided', occurredAt: new Date('2026-11-23T10:00:00.123Z') };
const findings = (count: number, spans: number) =>
  Array.from({ length: count }, () => ({
    rule: 'civility',
    spans: Array.from({ length: spans }, () => ({ start: 1, end: 2 })),
  }));

test('the envelope is type, timestamp and data', () => {
  expect(bodyOf({ ...about, data: { id: 'd' } })).toBe(
    '{"type":"comment.decided","timestamp":"2026-11-23T10:00:00.123Z","data":{"id":"d"}}',
  );
});

test('an id of a message has no dash and no full stop', () => {
  expect(messageIdOf('0199f1e2-aaaa-7bbb-8ccc-123456789abc')).toBe('msg_0199f1e2aaaa7bbb8ccc123456789abc');
});

test.each([
  ['nothing where it fits', { marks: [1], findings: findings(1, 1) }, { marks: 1, spans: 1 }],
  ['the marks first', { marks: Array(12_000).fill(1), findings: findings(1, 1) }, { marks: 0, spans: 1 }],
  ['then the spans', { marks: [1], findings: findings(10, 200) }, { marks: 0, spans: 0 }],
])('too long a message gives up %s', (_, parts, left) => {
  const { data } = JSON.parse(bodyOf({ ...about, data: { id: 'd', ...parts } }));
  expect([data.id, data.marks.length, data.findings[0].spans.length]).toEqual(['d', left.marks, left.spans]);
});

test('whatever it holds, a message is under 20 kB and keeps its ids', () =>
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 100, maxLength: 1_000, unit: 'binary' }), { maxLength: 80 }),
      (texts) => {
        const data = {
          id: 'd',
          commentId: 'c',
          outcome: 'reject',
          reason: texts.join(),
          findings: texts.map((explanation) => ({ explanation })),
        };
        const body = bodyOf({ ...about, data });
        expect(Buffer.byteLength(body)).toBeLessThan(20_000);
        expect(JSON.parse(body).data).toMatchObject({ id: 'd', commentId: 'c', outcome: 'reject' });
      },
    ),
  ));
