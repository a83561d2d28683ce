import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** The words of the demo: sentences that were written for it, by what they are. */
interface DemoWords {
  stories: { id: string; url: string; title: string; people: string[] }[];
  names: string[];
  openers: string[];
  closers: string[];
  civil: string[];
  harsh: string[];
  insulting: string[];
  shouting: string[];
  spam: string[];
  offTopic: string[];
  hard: string[];
}

/** How many of each hundred are of which kind. */
const share = { civil: 38, harsh: 16, insulting: 24, shouting: 3, spam: 6, offTopic: 6, hard: 7 } as const;
type Kind = keyof typeof share;

export interface DemoComment {
  externalId: string;
  body: string;
  author: { id: string; name: string; email: string };
  story: DemoWords['stories'][number];
  parent?: { id: string; body: string };
  acceptedTerms: true;
  submittedAt: string;
}

/** The same numbers each time, 0..1: the demo looks alike wherever it is started. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function kindOf(place: number): Kind {
  let left = place * 100;
  for (const [kind, percent] of Object.entries(share) as [Kind, number][]) {
    left -= percent;
    if (left < 0) return kind;
  }
  return 'civil';
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Comments as readers of the demo's paper might have sent them over the last day and a half, oldest first. */
export function demoComments(words: DemoWords, count: number, now: Date): DemoComment[] {
  const next = numbers(808);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T;
  const made: DemoComment[] = [];
  for (let tries = 0; made.length < count && tries < count * 20; tries++) {
    const kind = kindOf(next());
    const core = pick(words[kind])
      .replaceAll('{name}', pick(words.names))
      .replaceAll('{n}', String(10 + tries));
    const framed = kind === 'civil' || kind === 'harsh' || kind === 'insulting';
    const body = framed ? capital(pick(words.openers) + core + pick(words.closers)) : capital(core);
    const story = pick(words.stories);
    if (made.some((one) => one.body === body)) continue;
    const answered = next() < 0.25 ? made.findLast((one) => one.story.id === story.id) : undefined;
    const name = pick(words.names);
    const who = `demo-reader-${words.names.indexOf(name)}`;
    made.push({
      externalId: `demo-${made.length + 1}`,
      body,
      author: { id: who, name, email: `${who}@readers.example` },
      story,
      ...(answered && { parent: { id: answered.externalId, body: answered.body } }),
      acceptedTerms: true,
      submittedAt: new Date(now.getTime() - (count - made.length) * 8 * 60_000).toISOString(),
    });
  }
  return made;
}

export const readDemoWords = async (fixtures: string): Promise<DemoWords> =>
  JSON.parse(await readFile(join(fixtures, 'demo-comments.json'), 'utf8')) as DemoWords;

interface Posting {
  intake: string;
  apiKey: string;
  signal: AbortSignal;
}

const together = 20;
/** A pause between batches: who starts the demo is served first. */
const betweenMs = 250;

async function post({ intake, apiKey, signal }: Posting, path: string, body: object): Promise<unknown> {
  const answer = await fetch(`${intake}${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });
  if (!answer.ok) throw new Error(`the demo was not taken by ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** Posts them as a site would, to be decided like any other. Rejects at the first batch that intake refuses. */
export async function postDemoComments(comments: DemoComment[], posting: Posting): Promise<void> {
  const { signal } = posting;
  for (let i = 0; i < comments.length && !signal.aborted; i += together) {
    const { results } = (await post(posting, '/v1/comments/batch', comments.slice(i, i + together))) as {
      results: { error?: unknown }[];
    };
    const refused = results.find(({ error }) => error);
    if (refused) throw new Error(`a comment of the demo was not taken: ${JSON.stringify(refused.error)}`);
    await pause(betweenMs, undefined, { signal }).catch(() => {});
  }
}

const complaints = [
  { reason: 'insult', text: 'This is aimed at me.' },
  { reason: 'off_topic', text: 'What has this to do with the story?' },
  { reason: 'spam', text: 'An advertisement again.' },
  { reason: 'privacy', text: 'That is somebody’s home.' },
] as const;
/** One in so many comments is reported, by one reader or two. */
const reportedEach = 23;

/** Has some of the comments reported by readers. */
export async function reportDemoComments(comments: DemoComment[], posting: Posting): Promise<void> {
  for (const [i, { externalId }] of comments.entries()) {
    if (i % reportedEach !== 0) continue;
    for (let reader = 0; reader <= (i / reportedEach) % 2; reader++) {
      const complaint = complaints[(i / reportedEach + reader) % complaints.length];
      await post(posting, '/v1/reports', {
        externalId,
        ...complaint,
        reporter: { id: `demo-reporter-${reader}-${i}` },
      });
    }
  }
}
