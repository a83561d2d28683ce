import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface WebhookReceiver {
  url: string;
  /** Comment ids whose decision arrived and was answered with 204, with how often. */
  received: Map<string, number>;
  /** Requests that were answered with 500 on purpose. */
  refused: number;
  badSignatures: number;
  /** Set once the endpoint is registered. */
  secret: string;
  close(): Promise<void>;
}

/** A site's webhook endpoint that answers 500 to the first attempt of every `failEvery`-th message, as sites do now and then. */
export async function startWebhookReceiver(failEvery: number): Promise<WebhookReceiver> {
  const messages = new Set<string>();
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const messageId = String(req.headers['webhook-id']);
      const isNew = !messages.has(messageId);
      messages.add(messageId);
      if (isNew && messages.size % failEvery === 0) {
        receiver.refused++;
        res.writeHead(500).end();
        return;
      }
      try {
        const headers = req.headers as Record<string, string>;
        const event = new Webhook(receiver.secret).verify(Buffer.concat(chunks).toString('utf8'), headers);
        const { commentId } = (event as { data: { commentId: string } }).data;
        receiver.received.set(commentId, (receiver.received.get(commentId) ?? 0) + 1);
        res.writeHead(204).end();
      } catch {
        receiver.badSignatures++;
        res.writeHead(401).end();
      }
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received: new Map(),
    refused: 0,
    badSignatures: 0,
    secret: '',
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
  return receiver;
}
