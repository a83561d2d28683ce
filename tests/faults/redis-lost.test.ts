import { eventually, testRedisUrl } from '@moderato/testkit';
import { Redis } from 'ioredis';
import { OneModerato } from './one-moderato.js';

let moderato: OneModerato;
beforeEach(async () => {
  moderato = await OneModerato.make();
});
afterEach(() => moderato.dispose());

/** As a FLUSHALL would, but for this test's keys alone. */
async function flush(): Promise<number> {
  const redis = new Redis(moderato.redisUrl as string);
  const keys = await redis.keys(`${moderato.prefix.replace(/[{}]/g, '?')}*`);
  if (keys.length > 0) await redis.del(...keys);
  redis.disconnect();
  return keys.length;
}

const testWithRedis = testRedisUrl() ? test : test.skip;

testWithRedis('comments whose jobs were flushed between commit and worker are decided once', async () => {
  await moderato.start('intake');
  const ids = await Promise.all([1, 2, 3, 4, 5].map((n) => moderato.post(`c-${n}`)));
  await eventually('their jobs', async () => (await flush()) > 0);
  await moderato.start('worker');
  for (const id of ids) expect(await moderato.decided(id)).toHaveLength(1);
  expect(moderato.log.lines).toContainEqual(expect.objectContaining({ event: 'jobs.swept' }));
});

test('with Redis away intake accepts and says so; what it took is decided when Redis is back', async () => {
  const { REDIS_URL } = moderato.env;
  moderato.env.REDIS_URL = 'redis://127.0.0.1:1';
  await moderato.start('intake');
  const id = await moderato.post('c-1');
  const readyz = await fetch(`${moderato.url.intake}/readyz`);
  expect(readyz.status).toBe(200);
  expect(await readyz.json()).toMatchObject({ status: 'warn', checks: { queue: 'warn', database: 'pass' } });
  await moderato.stop('intake');
  if (REDIS_URL) moderato.env.REDIS_URL = REDIS_URL;
  else delete moderato.env.REDIS_URL;
  await moderato.start('worker');
  expect(await moderato.decided(id)).toHaveLength(1);
});
