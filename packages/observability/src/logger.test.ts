import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const program = `
  import { createLogger } from '@moderato/observability';
  const log = createLogger({ service: 'test', level: 'info' });
  for (let n = 0; n < 100; n++) log.info({ event: 'counted', n });
  process.once('SIGTERM', () => { log.info({ event: 'stopping' }); process.exit(0); });
  process.send('ready');
  setInterval(() => {}, 1_000);
`;

test('no line is lost when the process ends on SIGTERM', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await once(child, 'message');
  child.kill('SIGTERM');
  await once(child, 'close');
  const lines = output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; n?: number });
  expect(lines.map(({ event, n }) => n ?? event)).toEqual([...Array.from({ length: 100 }, (_, n) => n), 'stopping']);
});
