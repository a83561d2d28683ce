import { z } from 'zod';
import { type ConfigError, loadConfig } from './load-config.js';
import { booleanSetting, checkRetention, portSetting, retentionSettings, serviceSettings } from './settings.js';

const schema = z.object({ ...serviceSettings, PORT: portSetting(8080), FLAG: booleanSetting });
const good = { DATABASE_URL: 'postgres://localhost/m', MODERATO_MASTER_KEY: 'ab'.repeat(32) };

test('all problems are named at once, by setting, without the values', () => {
  expect.assertions(2);
  try {
    loadConfig(schema, { PORT: 'secret-port', REDIS_URL: 'http://secret', MODERATO_MASTER_KEY: 'secret-key' });
  } catch (error) {
    expect((error as ConfigError).problems.map((p) => p.split(':')[0]).toSorted()).toEqual([
      'DATABASE_URL',
      'MODERATO_MASTER_KEY',
      'PORT',
      'REDIS_URL',
    ]);
    expect((error as ConfigError).message).not.toContain('secret');
  }
});

test('an empty setting is an unset one', () => {
  const { PORT, REDIS_URL } = loadConfig(schema, { ...good, PORT: '', REDIS_URL: '' });
  expect([PORT, REDIS_URL]).toEqual([8080, undefined]);
});

test.each([
  ['false', false],
  ['0', false],
  ['true', true],
  ['1', true],
])('a flag of %s is %s', (text, flag) => {
  expect(loadConfig(schema, { ...good, FLAG: text }).FLAG).toBe(flag);
});

test('several master keys come as a list, oldest first', () => {
  const keys = ['ab'.repeat(32), 'cd'.repeat(32)];
  expect(loadConfig(schema, { ...good, MODERATO_MASTER_KEY: keys.join(', ') }).MODERATO_MASTER_KEY).toEqual(keys);
});

test.each([
  [{ MODERATO_RETENTION_RECORD_MONTHS: '12' }, false],
  [{ MODERATO_RETENTION_RECORD_MONTHS: '12', MODERATO_RETENTION_TEXT_MONTHS: '13' }, false],
  [{ MODERATO_RETENTION_RECORD_MONTHS: '12', MODERATO_RETENTION_TEXT_MONTHS: '12' }, true],
  [{ MODERATO_RETENTION_TEXT_MONTHS: '6' }, true],
  [{}, true],
])('with %j a text cannot outlive its decision: %s', (env, good) => {
  const load = () => loadConfig(z.object(retentionSettings).superRefine(checkRetention), env);
  if (good) expect(load).not.toThrow();
  else expect(load).toThrow(/MODERATO_RETENTION_TEXT_MONTHS/);
});

test.each([
  ['match:HEX,HEX', true],
  ['match:HEX,retired,HEX', true],
  ['retired,HEX', false],
  ['match:HEX', false],
  ['HEX,match:HEX', false],
  ['HEX,retired', false],
])('a retired key keeps its place in the list: %s', (list, isGood) => {
  const load = () => loadConfig(schema, { ...good, MODERATO_MASTER_KEY: list.replaceAll('HEX', 'cd'.repeat(32)) });
  if (isGood) expect(load).not.toThrow();
  else expect(load).toThrow(/MODERATO_MASTER_KEY/);
});
