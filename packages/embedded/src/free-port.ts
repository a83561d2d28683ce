import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';

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
  const port = (noted > 0 && (await tryPort(noted))) || (await tryPort(0));
  if (!port) throw new Error('no port is free on 127.0.0.1');
  await writeFile(file, String(port));
  return port;
}
