import { once } from 'node:events';
import { createServer } from 'node:net';
import { tryPort } from '@moderato/embedded';
import { choosePorts, requireFreePorts } from './ports.js';

test('ports are the standard ones, shifted together, or set one by one', () => {
  expect(choosePorts(undefined, {})).toEqual({ intake: 8080, console: 8081, worker: 8082, delivery: 8083 });
  expect(choosePorts(9000, { WORKER_PORT: '7000' })).toEqual({
    intake: 9000,
    console: 9001,
    worker: 7000,
    delivery: 9003,
  });
});

test.each(['0', 'x', '65536', '1.5'])('%s is no port, and the setting is named', (text) => {
  expect(() => choosePorts(undefined, { INTAKE_PORT: text })).toThrow('INTAKE_PORT');
});

test('a taken port is named with the setting that changes it', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const [console, worker, delivery] = (await Promise.all([tryPort(0), tryPort(0), tryPort(0)])) as number[];
  const ports = { intake: port, console, worker, delivery } as Parameters<typeof requireFreePorts>[0];
  await expect(requireFreePorts(ports, 0)).rejects.toThrow(
    `port ${port} (intake) is taken: free it, set INTAKE_PORT, or shift all with --port-base`,
  );
  const freed = requireFreePorts(ports, 10_000);
  server.close();
  await freed;
});
