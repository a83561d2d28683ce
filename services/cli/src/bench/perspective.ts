import type { LoadResult } from './http-load.js';
import { madeUpComment } from './made-up-comments.js';
import { sendSteadily } from './steady-load.js';

/** Requests a second over eight connections: a busy host, which calls while its reader waits. */
const busy = { connections: 8, rate: 200 };

/** Perspective's `comments:analyze` as Coral and Discourse call it: one comment, one attribute. */
export async function measurePerspective(
  intakeUrl: string,
  { apiKey, seconds }: { apiKey: string; seconds: number },
): Promise<LoadResult> {
  const body = (n: number) =>
    JSON.stringify({
      comment: { text: madeUpComment(n) },
      requestedAttributes: { TOXICITY: {} },
      languages: ['en'],
      doNotStore: true,
    });
  const load = { url: `${intakeUrl}/perspective/v1alpha1/comments:analyze?key=${apiKey}`, ...busy, body };
  await sendSteadily({ ...load, seconds: 1 });
  return sendSteadily({ ...load, seconds });
}
