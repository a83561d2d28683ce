// Measures what is built, in a process of its own, so that no test runner slows it: node --expose-gc speed.mjs < INPUT.
// INPUT: {"guidelines": text, "bodies": [comments]}. Prints one JSON object; times are processor time unless named otherwise.
import { text } from 'node:stream/consumers';
import { loadCivilityModel } from '@moderato/civility';
import { createJudge, moderateByRules } from '@moderato/engine';
import { compile } from '@moderato/guidelines';
import { normalise } from '@moderato/text';
import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity';

const rounds = 5;
const megabyte = 1 << 20;

const processorMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** Processor ms of one pass over the items. */
function passOf(items, work) {
  globalThis.gc();
  const before = processorMs();
  for (const item of items) work(item);
  return processorMs() - before;
}

function residentMegabytes() {
  globalThis.gc();
  return process.memoryUsage.rss() / megabyte;
}

function loading() {
  const before = residentMegabytes();
  const wall = performance.now();
  const processor = processorMs();
  const model = loadCivilityModel();
  const figures = { wallMs: performance.now() - wall, processorMs: processorMs() - processor };
  return { model, figures: { ...figures, residentBefore: before, residentAfter: residentMegabytes() } };
}

/** Comments a second of one core for each stage; the rounds take turns, so that a busy machine slows all alike. */
function speeds(bodies, stages) {
  const times = Object.fromEntries(Object.keys(stages).map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const [name, [items, work]] of Object.entries(stages)) {
      const ms = passOf(items, work);
      if (round >= 0) times[name].push(ms);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, (bodies.length * 1000) / median(all)]));
}

function randomLetters(length) {
  let state = 7;
  let out = '';
  while (out.length < length) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    out += state >>> 28 < 3 ? ' ' : String.fromCharCode(97 + ((state >>> 16) % 26));
  }
  return out;
}

const badInputs = () => ({
  empty: '',
  'blanks only': ' \n\t'.repeat(2000),
  '64 KB of English': 'The council will vote on the harbor levy in March, and I think it should wait. '
    .repeat(840)
    .slice(0, 65_536),
  '64 KB of random letters in words': randomLetters(65_536),
  '1 MB of random letters in words': randomLetters(megabyte),
  '100,000 emoji': '😡'.repeat(100_000),
  '10,000 lone surrogates': '\ud800'.repeat(10_000),
  '10,000 NUL': '\0'.repeat(10_000),
  'control characters': Array.from({ length: 10_000 }, (_, i) => String.fromCharCode(i % 32)).join(''),
  'HTML nested 10,000 deep': `${'<div><b>'.repeat(5000)}hello${'</b></div>'.repeat(5000)}`,
  'HTML entities, 64 KB': '&amp;'.repeat(13_107),
  'one word of 50,000 letters': 'a'.repeat(50_000),
  'one word of 50,000 mixed letters': randomLetters(70_000).replaceAll(' ', '').slice(0, 50_000),
  'an insult of 50,000 letters': `idi${'o'.repeat(50_000)}t`,
  'combining marks on one letter': `a${'\u0301'.repeat(50_000)}`,
  '64 KB of opening brackets': '('.repeat(65_536),
  '64 KB of quotation marks': '"a '.repeat(21_845),
  '64 KB of links': 'http://a.example/ '.repeat(3640),
});

/** The lowest of three, each in processor ms. */
function timesOfBadInputs(judge) {
  return Object.entries(badInputs()).map(([name, body]) => {
    let outcome;
    let degraded;
    const ms = Array.from({ length: 3 }, () =>
      passOf([body], () => {
        ({ outcome, degraded } = judge({ body }));
      }),
    );
    return { name, ms: Math.min(...ms), outcome, degraded };
  });
}

const { guidelines, bodies } = JSON.parse(await text(process.stdin));
const policy = compile(guidelines);
const { model, figures: load } = loading();
const judge = createJudge((error) => {
  throw error;
});
const whole = (submission) => judge(submission, policy);
const submissions = bodies.map((body) => ({ body }));
const normalised = bodies.map((body) => normalise(body));
const matcher = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers });
const perSecond =
  bodies.length === 0
    ? null
    : speeds(bodies, {
        normalise: [bodies, (body) => normalise(body)],
        'normalise and rules': [submissions, (submission) => moderateByRules(submission, policy)],
        model: [normalised, (one) => model.measure(one)],
        'whole engine': [submissions, whole],
        'obscenity, all matches': [bodies, (body) => matcher.getAllMatches(body, true)],
        'obscenity, any match': [bodies, (body) => matcher.hasMatch(body)],
      });
process.stdout.write(
  JSON.stringify({
    node: process.version,
    comments: bodies.length,
    load,
    perSecond,
    badInputs: timesOfBadInputs(whole),
  }),
);
