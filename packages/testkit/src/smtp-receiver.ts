import type { AddressInfo, Server } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export type SmtpStep = 'connect' | 'from' | 'to' | 'data';

export interface SmtpReceiver {
  url: string;
  /** Raw messages that were taken. */
  messages: string[];
  /** An SMTP code for the step that shall fail; unset, all is taken. */
  refuse: Partial<Record<SmtpStep, number>>;
  listener: Server;
  close(): Promise<void>;
}

/** A mail server on loopback that records what it gets and refuses what it is told to. */
export async function startSmtpReceiver(options: SMTPServerOptions = {}): Promise<SmtpReceiver> {
  const messages: string[] = [];
  const refusal = (step: SmtpStep): Error | null => {
    const responseCode = receiver.refuse[step];
    return responseCode
      ? Object.assign(new Error(`${Math.floor(responseCode / 100)}.1.1 refused`), { responseCode })
      : null;
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onConnect: (_session, done) => done(refusal('connect')),
    onMailFrom: (_address, _session, done) => done(refusal('from')),
    onRcptTo: (_address, _session, done) => done(refusal('to')),
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const error = refusal('data');
        if (!error) messages.push(Buffer.concat(chunks).toString('utf8'));
        done(error);
      });
    },
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const receiver: SmtpReceiver = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    messages,
    refuse: {},
    listener: server.server,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return receiver;
}
