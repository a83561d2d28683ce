import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** How a receiver answers: a status, or whatever the function does with the response. */
export type ReceiverAnswer = number | ((res: ServerResponse, request: ReceivedRequest, nth: number) => void);

export interface HttpReceiver {
  /** Ends in /hook. */
  url: string;
  requests: ReceivedRequest[];
  answer: ReceiverAnswer;
  close(): Promise<void>;
}

/** A web server on loopback that records what it gets and answers as it is told, 200 at first. */
export async function startHttpReceiver(answer: ReceiverAnswer = 200): Promise<HttpReceiver> {
  const requests: ReceivedRequest[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const request = { path: req.url ?? '', headers: req.headers, body: Buffer.concat(chunks).toString('utf8') };
      requests.push(request);
      if (typeof receiver.answer === 'number') res.writeHead(receiver.answer).end();
      else receiver.answer(res, request, requests.length);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const receiver: HttpReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    requests,
    answer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}
