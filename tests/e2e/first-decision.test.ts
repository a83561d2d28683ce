import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Decision } from '@moderato/domain';
import { eventually } from '@moderato/testkit';
import { type RunningModerato, startModerato } from './running-moderato.js';

const run = promisify(execFile);

interface CommentAnswer {
  id: string;
  status: string;
  decision: Decision | null;
  history: Decision[];
}

let moderato: RunningModerato;
beforeAll(async () => {
  moderato = await startModerato({ args: ['--workers', '2'] });
}, 90_000);
afterAll(() => moderato?.dispose(), 30_000);

const api = (path: string, init: RequestInit = {}) => {
  const { intake, apiKey } = moderato.ready();
  return fetch(`${intake}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', ...init.headers },
  });
};

const submit = (externalId: string, body: string, headers: Record<string, string> = {}) =>
  api('/v1/comments', {
    method: 'POST',
    headers,
    body: JSON.stringify({
      externalId,
      body,
      author: { id: 'a-1', name: 'Reader', email: 'private.reader@example.org', ip: '192.0.2.44' },
      story: { id: 's-1', url: 'https://news.example/story', title: 'Putin vows trade' },
      acceptedTerms: true,
    }),
  });

const nasty = 'You are a pathetic moron and everyone here despises you, but the levy is too high.';

test('the curl lines of the banner work as printed: the nasty comment is rejected, the harsh one approved', async () => {
  const lines = moderato
    .output()
    .split('\n')
    .filter((line) => line.trimStart().startsWith('curl '));
  expect(lines).toHaveLength(2);
  const answers = await Promise.all(
    lines.map(async (line) => JSON.parse((await run('sh', ['-c', line])).stdout) as CommentAnswer),
  );
  const [first, second] = answers.map(({ decision }) => decision);
  expect(first?.outcome).toBe('reject');
  expect(first?.findings.map(({ clause }) => clause.text)).toContain('with no personal attacks');
  expect(first?.marks.length).toBeGreaterThan(0);
  expect(second?.outcome).toBe('approve');
}, 30_000);

test('the waited-for decision marks the words and cites the clause by its offsets in the posted text', async () => {
  const answer = await submit('waited', nasty, { prefer: 'wait=5' });
  expect(answer.status).toBe(200);
  const { decision } = (await answer.json()) as CommentAnswer;
  const finding = decision?.findings.find(({ rule }) => rule === 'personal-attack');
  expect(finding?.target).toBe('commenter');
  expect(finding?.spans.map(({ start, end }) => nasty.slice(start, end)).join(' ')).toContain('moron');
  const guidelines = (await (await api('/v1/guidelines')).json()) as { text: string; hash: string };
  const { start = 0, end = 0, text } = finding?.clause ?? {};
  expect(guidelines.text.slice(start, end)).toBe(text);
  expect(decision?.guidelines.hash).toBe(guidelines.hash);
});

test('the report reaches the address in the guidelines and can be read at the banner’s URL, without the commenter’s address', async () => {
  const mails = await eventually('the mail', async () => {
    const answer = await fetch(moderato.ready().mail, { headers: { accept: 'application/json' } });
    const list = (await answer.json()) as { to: string; text: string; html: string; subject: string }[];
    return list.length > 0 && list;
  });
  expect(mails[0]?.to).toContain('hawaiiwarriorworld@staradvertiser.com');
  expect(JSON.stringify(mails)).toContain('with no personal attacks');
  expect(JSON.stringify(mails)).not.toMatch(/private\.reader@example\.org|192\.0\.2\.44/);
});

test('changing a sentence of the guidelines changes the citation; without the clause it is no longer cited', async () => {
  const { text } = (await (await api('/v1/guidelines')).json()) as { text: string };
  const put = (changed: string) => api('/v1/guidelines', { method: 'PUT', body: JSON.stringify({ text: changed }) });
  const citedFor = async (externalId: string) =>
    eventually('the new guidelines', async () => {
      const answer = await submit(externalId, nasty, { prefer: 'wait=5' });
      const { decision } = (await answer.json()) as CommentAnswer;
      return decision?.findings.map(({ clause }) => clause.text);
    });
  try {
    expect((await put(text.replace('with no personal attacks', 'and never attack other readers'))).ok).toBe(true);
    await eventually('the changed clause to be cited', async () =>
      (await citedFor(`changed-${Math.random()}`)).some((quoted) => quoted.includes('never attack other readers')),
    );
    expect((await put(text.replace(', with no personal attacks', ''))).ok).toBe(true);
    await eventually('no personal-attack clause to be cited', async () =>
      (await citedFor(`without-${Math.random()}`)).every((quoted) => !/attack/.test(quoted)),
    );
  } finally {
    await put(text);
  }
}, 30_000);

test('nothing private stands in any log', async () => {
  const logs = await run('sh', ['-c', `cat ${moderato.dataDir}/logs/*`]).then(({ stdout }) => stdout);
  expect(logs).not.toMatch(/private\.reader|192\.0\.2\.44|pathetic moron|mod_[A-Za-z0-9_-]{20}/);
});

test.each(['intake', 'worker', 'delivery', 'console'] as const)(
  '%s comes back after SIGKILL',
  async (service) => {
    const before = moderato.ready().pids[service];
    expect(before).toHaveLength(service === 'worker' ? 2 : 1);
    for (const pid of before) process.kill(pid, 'SIGKILL');
    const isReplaced = (now: number[]) => now.length === before.length && !now.some((pid) => before.includes(pid));
    await eventually(
      'a new process for each in the ready file',
      () => isReplaced(moderato.ready().pids[service]),
      30_000,
    );
    const answer = await eventually(
      'a decision',
      async () => {
        const tried = await submit(`after-${service}`, 'A calm remark.', { prefer: 'wait=10' }).catch(() => null);
        return tried?.status === 200 && tried;
      },
      30_000,
    );
    expect(((await answer.json()) as CommentAnswer).decision?.outcome).toBe('approve');
  },
  90_000,
);

test('a SIGKILLed parent leaves nothing that blocks the next start, which finds yesterday’s data', async () => {
  const { pids } = moderato.ready();
  moderato.process.kill('SIGKILL');
  const services = [...pids.intake, ...pids.worker, ...pids.delivery, ...pids.console];
  await eventually('the services to go with their parent', () => services.every((pid) => !isAlive(pid)), 20_000);
  moderato = await startModerato({ dataDir: moderato.dataDir });
  const answer = await api('/v1/comments?externalId=waited');
  expect(((await answer.json()) as CommentAnswer).history).toHaveLength(1);
}, 90_000);

test('SIGTERM ends everything and the exit code is 0', async () => {
  const { pids } = moderato.ready();
  expect(await moderato.stop()).toBe(0);
  const all = [
    ...pids.intake,
    ...pids.worker,
    ...pids.delivery,
    ...pids.console,
    pids.postgres,
    ...(pids.redis ? [pids.redis] : []),
  ];
  await eventually('every process to be gone', () => all.every((pid) => !isAlive(pid)));
}, 60_000);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
