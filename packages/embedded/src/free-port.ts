import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { writeWhole } from './write-whole.js';

// Below the ranges that systems take outgoing ports from: a client that dials a stopped server again and again could
// otherwise end up with the server's own port, connected to itself.
const [lowest, highest] = [20_000, 32_000];

/** Whether something may listen on 127.0.0.1:`port` now; 0 asks the system for a free one. Null where it is taken. */
export async function tryPort(port: number): Promise<number | null> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  } catch {
    return null;
  } finally {
    server.close();
  }
}

/** The port noted in `file` where it is still free, else a free one, noted for the next time. */
export async function rememberedPort(file: string): Promise<number> {
  const noted = Number(await readFile(file, 'utf8').catch(() => ''));
  const port = (noted > 0 && noted < 65_536 && (await tryPort(noted))) || (await freePort());
  await writeWhole(file, String(port));
  return port;
}

async function freePort(): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const port = await tryPort(randomInt(lowest, highest));
    if (port) return port;
  }
  throw new Error('no port is free on 127.0.0.1');
}
