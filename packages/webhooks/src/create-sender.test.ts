import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Lookup } from './addresses.js';
import { createSender, type SendError, type Sender } from './create-sender.js';

let server: Server | undefined;
let sender: Sender | undefined;

async function receiver(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

const open = (options: Partial<Parameters<typeof createSender>[0]> = {}): Sender => {
  sender = createSender({ allowPrivate: true, userAgent: 'Moderato/test', timeoutMs: 400, ...options });
  return sender;
};

afterEach(async () => {
  await sender?.close();
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

const failure = async (work: Promise<unknown>): Promise<SendError> =>
  work.then(
    () => Promise.reject(new Error('an answer came')),
    (error) => error as SendError,
  );

const message = (url: string) => ({
  url,
  headers: { 'content-type': 'application/json', 'webhook-id': 'msg_1' },
  body: '{"a":"é"}',
});

test('the receiver gets the very bytes and headers, and its status, answer and wish to wait come back', async () => {
  let seen = '';
  const url = await receiver((req, res) => {
    req.on('data', (chunk) => {
      seen += chunk;
    });
    req.on('end', () => {
      seen += `|${req.headers['webhook-id']}|${req.headers['user-agent']}|${req.method}`;
      res.writeHead(503, { 'retry-after': '7' }).end('come\0 back');
    });
  });
  const { status, answer, retryAfterMs, durationMs } = await open().send(message(url));
  expect([status, answer, retryAfterMs]).toEqual([503, 'come back', 7_000]);
  expect(durationMs).toBeGreaterThanOrEqual(0);
  expect(seen).toBe('{"a":"é"}|msg_1|Moderato/test|POST');
});

test('a redirect is an answer, not followed', async () => {
  let requests = 0;
  const url = await receiver((_, res) => {
    requests += 1;
    res.writeHead(302, { location: '/elsewhere' }).end();
  });
  expect((await open().send(message(url))).status).toBe(302);
  expect(requests).toBe(1);
});

test('of a huge answer little is read and a kilobyte kept, no character cut in two', async () => {
  let sent = 0;
  const url = await receiver((_, res) => {
    const chunk = `a${'é'.repeat(8_191)}`;
    const write = () => {
      while (!res.destroyed && sent < 500e6) {
        sent += chunk.length;
        if (!res.write(chunk)) return void res.once('drain', write);
      }
    };
    write();
  });
  const { status, answer } = await open({ timeoutMs: 5_000 }).send(message(url));
  expect([status, answer]).toEqual([200, `a${'é'.repeat(511)}`]);
  expect(sent).toBeLessThan(20e6);
});

test('a receiver that never answers costs no more than the time limit', async () => {
  const url = await receiver(() => {});
  const { stage, code, durationMs } = await failure(open().send(message(url)));
  expect([stage, code]).toEqual(['during', 'timeout']);
  expect(durationMs).toBeLessThan(2_000);
});

test('headers that trickle in do not stretch the time limit', async () => {
  let timer: NodeJS.Timeout | undefined;
  const url = await receiver((req) => {
    req.socket.write('HTTP/1.1 200 OK\r\n');
    timer = setInterval(() => req.socket.write('x-a: b\r\n'), 20);
  });
  const { code, durationMs } = await failure(open().send(message(url)));
  clearInterval(timer);
  expect(code).toBe('timeout');
  expect(durationMs).toBeLessThan(2_000);
});

test('a body that trickles on after the status is cut at the time limit, and the status counts', async () => {
  let timer: NodeJS.Timeout | undefined;
  const url = await receiver((_, res) => {
    res.writeHead(200);
    timer = setInterval(() => res.write('.'), 20);
  });
  const { status, durationMs } = await open().send(message(url));
  clearInterval(timer);
  expect(status).toBe(200);
  expect(durationMs).toBeLessThan(2_000);
});

test('a connection that breaks before the answer may have been seen', async () => {
  const url = await receiver((req) => req.socket.destroy());
  expect((await failure(open().send(message(url)))).stage).toBe('during');
});

test('a port where nobody listens was not reached', async () => {
  const url = await receiver(() => {});
  server?.close();
  const { stage, code } = await failure(open().send(message(url)));
  expect([stage, code]).toEqual(['before', 'ECONNREFUSED']);
});

test.each(['http://127.0.0.1/hook', 'https://127.0.0.1/hook', 'https://[::1]/hook', 'https://user:pw@paper.example/'])(
  'by default %s is refused unconnected',
  async (url) => {
    const { stage, code } = await failure(open({ allowPrivate: false }).send(message(url)));
    expect([stage, code]).toEqual(['before', 'refused_address']);
  },
);

test.each([
  ['loopback', ['127.0.0.1']],
  ['loopback in IPv6', ['::1']],
  ['an IPv4-mapped address', ['::ffff:127.0.0.1']],
  ['the metadata service', ['169.254.169.254']],
  ['a public and a private address', ['93.184.216.34', '10.0.0.8']],
])('a name that leads to %s is refused at connect', async (_, addresses) => {
  let connections = 0;
  const port = new URL(await receiver(() => {})).port;
  server?.on('connection', () => {
    connections += 1;
  });
  const lookup: Lookup = (_hostname, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  const sending = open({ allowPrivate: false, lookup }).send(message(`https://paper.example:${port}/hook`));
  const { stage, code } = await failure(sending);
  expect([stage, code, connections]).toEqual(['before', 'refused_address', 0]);
});

test('the system’s own names for this machine are refused at connect', async () => {
  const lookup: Lookup = (_hostname, options, callback) =>
    void import('node:dns').then((dns) => dns.lookup('localhost', options, callback as never));
  const { code } = await failure(open({ allowPrivate: false, lookup }).send(message('https://paper.example/hook')));
  expect(code).toBe('refused_address');
});
