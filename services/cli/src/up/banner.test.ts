import { execFileSync } from 'node:child_process';
import { banner, type Facts } from './banner.js';

const facts: Facts = {
  intake: 'http://127.0.0.1:8080',
  console: 'http://127.0.0.1:8081',
  mail: 'http://127.0.0.1:8081/mail?key=k',
  loginUrl: 'http://127.0.0.1:8081/login?token=t',
  apiKey: 'mod_key',
  ingest: 'http://127.0.0.1:8080/ingest/1',
  postgres: 'embedded',
  queue: 'redis (private)',
  sendsMail: false,
  dataDir: '.moderato',
};

test('the curl lines are each one command to a shell, with a body that is JSON', () => {
  const lines = banner(facts)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('curl '));
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    const args = execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }; ${line}`], { encoding: 'utf8' });
    const body = JSON.parse(args.trimEnd().split('\n').at(-1) as string);
    expect(body).toMatchObject({ acceptedTerms: true, author: { id: 'reader-1' } });
    expect(args).toContain('Authorization: Bearer mod_key\n');
  }
});

test('it names the addresses, what is in use, and the mailbox only where mail is kept', () => {
  expect(banner(facts)).toContain(facts.mail);
  const sending = banner({ ...facts, sendsMail: true });
  expect(sending).not.toContain(facts.mail);
  for (const part of [facts.loginUrl, `${facts.intake}/docs`, 'embedded', 'redis (private)', 'mod_key']) {
    expect(sending).toContain(part);
  }
});
