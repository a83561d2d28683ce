import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The built command, as a user runs it: `npm run build` comes first.
const bin = join(__dirname, '../bin/moderato.js');
const folder = mkdtempSync(join(tmpdir(), 'moderato-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(() => {
  if (!existsSync(join(__dirname, '../dist/main.js'))) throw new Error('build first: npm run build');
});

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function moderato(args: string[], input: string | Buffer = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, stdout, stderr };
}

const parsed = (stdout: string): Record<string, unknown>[] =>
  stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const ndjson = (...submissions: unknown[]): string => submissions.map((s) => `${JSON.stringify(s)}\n`).join('');

const posted = file(
  'guidelines.txt',
  'An insightful discussion is encouraged, but comments must be civil and in good taste, with no personal attacks.',
);
const attack = 'You are an idiot and a moron.';
const harsh = 'The council’s plan is a terrible waste of money and I oppose it.';

describe('moderate', () => {
  test('gives one decision a line, in order, which quotes the clause and marks the words', () => {
    const { code, stdout, stderr } = moderato(
      ['moderate', '--guidelines', posted],
      ndjson({ id: 'a', body: attack }, { body: harsh }),
    );
    const [first, second] = parsed(stdout);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(first).toMatchObject({
      id: 'a',
      outcome: expect.stringMatching(/^re(?:ject|view)$/u),
      engine: { model: 'civility-1' },
    });
    expect(first?.findings).toContainEqual(
      expect.objectContaining({ clause: expect.objectContaining({ text: 'with no personal attacks' }) }),
    );
    expect(first?.marks).not.toEqual([]);
    expect(second).toMatchObject({ id: null, outcome: 'approve', findings: [] });
    expect(first).not.toHaveProperty('decidedAt');
  });

  test('a bad line gives its error in its place, the rest goes on, and the exit code says so', () => {
    const input = Buffer.concat([
      Buffer.from(`${ndjson({ id: 1, body: harsh })}private words\n\n`),
      Buffer.from([0xc3, 0x28, 0x0a]),
      Buffer.from(`${ndjson({ id: 5, body: 3 })}{"id":6,"body":"fine"}`),
    ]);
    const { code, stdout, stderr } = moderato(['moderate', '-g', posted], input);
    expect(code).toBe(1);
    expect(
      parsed(stdout).map(({ id, line, error }) => [id ?? line, (error as { code?: string } | undefined)?.code]),
    ).toEqual([
      [1, undefined],
      [2, 'unreadable_body'],
      [3, 'unreadable_body'],
      [4, 'unreadable_body'],
      [5, 'validation'],
      [6, undefined],
    ]);
    expect(`${stdout}${stderr}`).not.toContain('private');
  });

  test('any number of threads gives the same bytes', () => {
    const bodies = [attack, harsh, 'WHY IS EVERYBODY SHOUTING HERE', 'ok', 'Buy now http://a.com http://b.com'];
    const many = Array.from({ length: 4000 }, (_, id) => ({ id, body: `${bodies[id % bodies.length]} ${id}` }));
    const input = ndjson(...many.slice(0, 2000), null, ...many.slice(2000));
    const alone = moderato(['moderate', '-g', posted, '--jobs', '1'], input);
    const together = moderato(['moderate', '-g', posted, '--jobs', '2'], input);
    expect(alone.code).toBe(1);
    expect(together).toEqual(alone);
    expect(parsed(alone.stdout)).toHaveLength(4001);
  });

  test('no input gives no output', () => {
    expect(moderato(['moderate', '-g', posted])).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('a comment of several megabytes gets its decision', () => {
    const { code, stdout } = moderato(['moderate', '-g', posted], ndjson({ id: 1, body: 'word '.repeat(800_000) }));
    expect(code).toBe(0);
    expect(parsed(stdout)).toHaveLength(1);
  });

  test.each(['1', '2'])('a reader that stops early ends it quietly (jobs %s)', async (jobs) => {
    const child = spawn(process.execPath, [bin, 'moderate', '-g', posted, '-j', jobs]);
    let stderr = '';
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    child.stdin.on('error', () => undefined);
    child.stdin.write(ndjson(...Array.from({ length: 5000 }, () => ({ body: harsh }))));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    child.stdin.end(ndjson(...Array.from({ length: 5000 }, () => ({ body: harsh }))));
    const [code] = await once(child, 'exit');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('misuse exits 2 and says what to do', () => {
  test.each<[string, string[], RegExp]>([
    ['an unknown command', ['modrate'], /unknown command 'modrate'/u],
    ['an unknown option', ['moderate', '-g', posted, '--job', '2'], /unknown option '--job'/u],
    ['no guidelines', ['moderate'], /--guidelines <file>/u],
    [
      'guidelines that are not there',
      ['moderate', '-g', 'nowhere.txt'],
      /cannot read nowhere\.txt: there is no such file/u,
    ],
    ['no threads', ['moderate', '-g', posted, '-j', '0'], /whole number from 1/u],
    ['an unknown subcommand', ['guidelines', 'frob'], /unknown command 'frob'/u],
    ['a missing argument', ['guidelines', 'compile'], /missing required argument 'file'/u],
    ['comments that are not there', ['guidelines', 'diff', posted, posted, '-c', 'nowhere'], /cannot read nowhere/u],
  ])('%s', (_, args, message) => {
    const { code, stderr } = moderato(args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/ at .*\.js:\d/u);
    expect(code).toBe(2);
  });

  test.each<[string, string | Buffer, RegExp]>([
    ['empty', ' \n', /hold no words/u],
    ['binary', 'a\0b', /not text/u],
    ['not UTF-8', Buffer.from([0x61, 0xff]), /not UTF-8/u],
  ])('guidelines that are %s are bad input', (name, content, message) => {
    const { code, stdout, stderr } = moderato(['moderate', '-g', file(`${name}.txt`, content)], ndjson({ body: 'a' }));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(message);
  });

  test('help and version are no misuse', () => {
    expect(moderato(['--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('moderate'), stderr: '' });
    expect(moderato(['--version'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/u) });
  });

  test('a command that is not built says so', () => {
    mkdirSync(join(folder, 'bin'));
    copyFileSync(bin, join(folder, 'bin/moderato.mjs'));
    const { status, stderr } = spawnSync(process.execPath, [join(folder, 'bin/moderato.mjs')], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('npm run build') });
  });
});

describe('guidelines', () => {
  test('compile --json prints the compiled form, whose offsets quote the text', () => {
    const { code, stdout } = moderato(['guidelines', 'compile', posted, '--json']);
    const compiled = JSON.parse(stdout) as { clauses: { id: string }[] };
    expect(code).toBe(0);
    expect(Object.keys(compiled)).toEqual(['hash', 'clauses', 'report', 'limits', 'source']);
    expect(compiled.clauses.map(({ id }) => id)).toEqual([
      'encouraged-1',
      'civility-1',
      'good_taste-1',
      'personal_attack-1',
    ]);
    expect(Object.keys(compiled.clauses[0] ?? {})).toEqual([
      'id',
      'kind',
      'demand',
      'text',
      'start',
      'end',
      'params',
      'rules',
      'enforced',
      'why',
    ]);
  });

  test('diff names the clauses that differ and the decisions that change, without the comments’ text', () => {
    const lax = file('lax.txt', 'Be yourself.');
    const comments = file('comments.ndjson', ndjson({ id: 'c-1', body: harsh }, { id: 'c-2', body: attack }));
    const { code, stdout, stderr } = moderato(['guidelines', 'diff', posted, lax, '--comments', comments]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^- +personal_attack-1 .*“with no personal attacks”$/mu);
    expect(stdout).toMatch(/^1 decision of 2 would change \(50\.0 %\); 0 more would cite other words$/mu);
    expect(stdout).toMatch(/line 2 +id c-2 +re(?:ject|view) → approve/u);
    expect(stdout).not.toContain('idiot');
    expect(moderato(['guidelines', 'diff', posted, lax, '-c', comments, '--show']).stdout).toContain('idiot');
  });

  test('diff --json tells the same in one object, and threads change nothing', () => {
    const lax = file('taste.txt', 'An insightful discussion is encouraged, in good taste.');
    const bodies = Array.from({ length: 300 }, (_, i) => ({ id: i, body: i % 3 ? harsh : attack }));
    const comments = file('many.ndjson', ndjson(...bodies));
    const diff = (...more: string[]) =>
      JSON.parse(moderato(['guidelines', 'diff', posted, lax, '-c', comments, '--json', ...more]).stdout);
    const result = diff('--jobs', '1');
    expect(diff('--jobs', '2')).toEqual(result);
    expect(result.clauses.removed.map(({ id }: { id: string }) => id)).toContain('personal_attack-1');
    const { compared, badLines, flips, byClause, samples } = result.comments;
    const changed = Object.values<number>(flips).reduce((sum, n) => sum + n, 0);
    expect([compared, badLines, changed]).toEqual([300, 0, 100]);
    expect(byClause).toContainEqual({ text: 'with no personal attacks', stricter: 0, laxer: 100 });
    expect(samples.map(({ id }: { id: number }) => id)).toEqual([0, 3, 6, 9, 12]);
    expect(JSON.stringify(result)).not.toContain('idiot');
    expect(diff('--show').comments.samples[0].body).toBe(attack);
  });

  test('diff --tuning shows what settings alone would change', () => {
    const comments = file('tuned.ndjson', ndjson({ body: attack }, { body: harsh }));
    const settings = file('tuning.json', JSON.stringify({ site: { hold: ['council'] } }));
    const { code, stdout } = moderato(['guidelines', 'diff', posted, posted, '-c', comments, '-t', settings]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/approve → review +1/u);
    const wrong = file('wrong.json', JSON.stringify({ clauses: { 'spam-1': { off: true } } }));
    const refused = moderato(['guidelines', 'diff', posted, posted, '-t', wrong]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/\/tuning\/clauses\/spam-1 The guidelines have no clause of that id\. They have: /u);
    const typo = moderato(['guidelines', 'diff', posted, posted, '-t', file('typo.json', '{"site":{"holds":[]}}')]);
    expect(typo.stderr).toMatch(/\/tuning\/site .*holds/u);
  });

  test('diff counts the decisions that stay, but rest on other words', () => {
    const reworded = file('reworded.txt', 'Comments must be civil and in good taste. Insults are unwelcome.');
    const comments = file('attack.ndjson', ndjson({ body: attack }));
    const { stdout } = moderato(['guidelines', 'diff', posted, reworded, '-c', comments]);
    expect(stdout).toContain('0 decisions of 1 would change (0.0 %); 1 more would cite other words');
  });

  test('diff counts the lines that held no submission', () => {
    const comments = file('bad.ndjson', `nonsense\n${ndjson({ body: harsh })}`);
    const { code, stdout, stderr } = moderato(['guidelines', 'diff', posted, posted, '-c', comments]);
    expect(code).toBe(1);
    expect(stdout).toContain('The clauses are the same.');
    expect(stdout).toContain('0 decisions of 1 would change');
    expect(stderr).toMatch(/1 line of .* held no submission/u);
  });
});
