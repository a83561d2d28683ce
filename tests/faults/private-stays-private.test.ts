import { aDecision, eventually } from '@moderato/testkit';
import { OneModerato } from './one-moderato.js';

const marks = {
  text: 'marked-words-of-a-reader',
  email: 'marked.reader@readers.example',
  ip: '203.0.113.99',
};
let moderato: OneModerato;
beforeAll(async () => {
  moderato = await OneModerato.make();
});
afterAll(() => moderato.dispose());

test('whatever breaks, a reader’s words, address and e-mail are in no log, webhook, answer or metric', async () => {
  await moderato.start('intake');
  await moderato.start('delivery');
  await moderato.subscribe();
  moderato.hook.answer = (res, { body }, nth) => void res.writeHead(nth === 1 ? 500 : 200).end(body);
  await moderato.start('worker', {
    moderate: ({ body }, policy) => {
      if (body.includes('poison')) throw new Error('broken on purpose');
      const { id, commentId, externalId, revision, decidedBy, decidedAt, ...judgement } = aDecision({
        id: '',
        externalId: '',
        flushId: '',
      });
      const unwritable = body.includes('unwritable') && { outcome: 'explode' as 'review' };
      return { ...judgement, guidelines: { version: policy.version, hash: policy.hash }, ...unwritable };
    },
  });
  const author = { id: 'reader-9', name: 'Ann', email: marks.email, ip: marks.ip };
  const seen: string[] = [];
  for (const kind of ['plain', 'poison', 'unwritable']) {
    const id = await moderato.post(`c-${kind}`, { body: `${kind}: ${marks.text}`, author });
    await moderato.decided(id);
    seen.push((await moderato.call('GET', `/v1/comments/${id}`)).text);
  }
  const bad = [
    { externalId: 'c-bad', body: marks.text, author: { ...author, email: [marks.email] }, story: marks.text },
    `{"body": "${marks.text}", "email": "${marks.email}"`,
    { externalId: 'c-nul', body: `${marks.text} \u0000`, author, story: { id: 's', url: 'no url' } },
  ];
  for (const body of bad) {
    const { status, text } = await moderato.call('POST', '/v1/comments', body);
    expect([400, 422]).toContain(status);
    seen.push(text);
  }
  await eventually('the webhooks', () => moderato.hook.requests.length >= 3);
  for (const { body, headers } of moderato.hook.requests) seen.push(body, JSON.stringify(headers));
  for (const url of Object.values(moderato.url)) seen.push(await (await fetch(`${url}/metrics`)).text());
  seen.push(moderato.log.text());
  // The search is worth something only where there was something to search.
  for (const event of [
    'comments.decided',
    'comment.engine_failed',
    'comment.set_apart',
    'delivery.attempted',
    'request.completed',
  ]) {
    expect(moderato.log.lines.map((line) => line.event)).toContain(event);
  }
  for (const mark of Object.values(marks)) expect(seen.filter((text) => text.includes(mark))).toEqual([]);

  const { rows } = await moderato.db.owner.query(
    `select encode(profile, 'escape') as profile, wrapped_key, email_hash, ip_hash from author where external_id = 'reader-9'`,
  );
  expect(rows[0].email_hash).not.toBeNull();
  for (const mark of [marks.email, marks.ip]) expect(JSON.stringify(rows)).not.toContain(mark);
});
