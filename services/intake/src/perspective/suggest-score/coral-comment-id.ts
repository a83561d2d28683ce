import { z } from 'zod';

const coralContext = z.object({ Coral_comment_id: z.string().min(1).max(200) });
const coralToken = /^comment:(\S{1,200})$/;

interface Told {
  context?: { entries?: { text?: string | null | undefined }[] | null | undefined } | null | undefined;
  clientToken?: string | null | undefined;
}

/** The host's own id of the comment, where Coral's context (JSON in a text) or its client token tells it. */
export function coralCommentId({ context, clientToken }: Told): string | null {
  for (const { text } of context?.entries?.slice(0, 10) ?? []) {
    const found = coralContext.safeParse(jsonOf(text ?? ''));
    if (found.success) return found.data.Coral_comment_id;
  }
  return coralToken.exec(clientToken ?? '')?.[1] ?? null;
}

function jsonOf(text: string): unknown {
  if (!text.startsWith('{') || text.length > 10_000) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
