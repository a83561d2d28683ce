import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '@moderato/testkit';
import { Webhook } from 'standardwebhooks';
import { OneModerato } from './one-moderato.js';

let moderato: OneModerato;
const servers: Server[] = [];
beforeEach(async () => {
  moderato = await OneModerato.make();
  for (const service of ['intake', 'worker', 'delivery'] as const) await moderato.start(service);
});
afterEach(async () => {
  for (const server of servers.splice(0)) server.closeAllConnections();
  await moderato.dispose();
});

/** A receiver that behaves as it should not. Returns its address. */
async function hostile(behave: (res: import('node:http').ServerResponse) => void): Promise<string> {
  const server = createServer((req, res) => {
    req.resume();
    behave(res);
  });
  servers.push(server);
  server.unref();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

const misdeeds: [
  name: string,
  behave: Parameters<typeof hostile>[0],
  seen: { status: number | null; error: unknown },
][] = [
  ['never answers', () => {}, { status: null, error: 'timeout' }],
  ['hangs up', (res) => res.destroy(), { status: null, error: expect.stringMatching(/^(UND_ERR_SOCKET|ECONNRESET)$/) }],
  ['sends an answer without end', (res) => endless(res), { status: 200, error: null }],
  [
    'redirects to the cloud’s metadata',
    (res) => res.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    { status: 302, error: null },
  ],
  [
    'fails with a page of its own',
    (res) => res.writeHead(500).end('<h1>'.repeat(10_000)),
    { status: 500, error: null },
  ],
];

function endless(res: import('node:http').ServerResponse): void {
  res.writeHead(200);
  const send = () => {
    if (!res.destroyed) res.write('x'.repeat(16_384), () => setImmediate(send));
  };
  send();
}

test('receivers that hang, hang up, flood, redirect or fail hold up no other, and each attempt is written down', async () => {
  const urls = await Promise.all(misdeeds.map(([, behave]) => hostile(behave)));
  for (const url of urls) await moderato.subscribe(url);
  await moderato.subscribe();
  const ids = await Promise.all([1, 2, 3].map((n) => moderato.post(`c-${n}`)));
  await eventually('the honest receiver to have all', () => moderato.hook.requests.length >= 3);
  for (const { headers, body } of moderato.hook.requests) {
    const { data } = new Webhook(moderato.secret).verify(body, headers as Record<string, string>) as {
      data: { commentId: string };
    };
    expect(ids).toContain(data.commentId);
  }
  const attempts = () =>
    moderato.db.owner.query(
      `select distinct on (e.url) e.url, a.status, a.error, octet_length(a.answer) as size
       from webhook_endpoint e join delivery d on d.endpoint_id = e.id join delivery_attempt a on a.delivery_id = d.id
       order by e.url, a.started_at`,
    );
  await eventually('an attempt at each', async () => (await attempts()).rows.length === urls.length + 1);
  const { rows } = await attempts();
  const byUrl = new Map(rows.map((row) => [row.url, row]));
  const seen = misdeeds.map(([name], i) => ({
    name,
    status: byUrl.get(urls[i])?.status,
    error: byUrl.get(urls[i])?.error,
  }));
  expect(seen).toEqual(misdeeds.map(([name, , { status, error }]) => ({ name, status, error })));
  for (const { size } of rows) expect(size ?? 0).toBeLessThanOrEqual(1_024);
});
