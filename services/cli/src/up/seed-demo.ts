import { demoComments, postDemoComments, readDemoWords, reportDemoComments } from './demo-comments.js';
import { fixtures } from './demo-site.js';

const howMany = 320;

interface Seeding {
  intake: string;
  apiKey: string;
  say: (line: string) => void;
}

/**
 * Gives a new demo site comments to moderate, through intake and worker like any others; nobody waits for it. A script,
 * which asks for a ready file, finds an empty site unless it asks for comments too: it counts its own.
 */
export function seedDemo({ intake, apiKey, say }: Seeding): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const seeding = readDemoWords(fixtures)
    .then(async (words) => {
      const comments = demoComments(words, howMany, new Date());
      await postDemoComments(comments, { intake, apiKey, signal });
      await reportDemoComments(comments, { intake, apiKey, signal });
    })
    .then(() => say(`the demo site has ${howMany} comments; those that need a person are at the desk`))
    .catch((error: Error) => {
      if (!signal.aborted) say(error.message);
    });
  return {
    stop: async () => {
      stopping.abort();
      await seeding;
    },
  };
}
