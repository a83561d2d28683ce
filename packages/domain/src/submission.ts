/** What the engine is told of a comment. Only `body` is needed; the rest sharpens the judgement. */
export interface Submission {
  body: string;
  author?: { id?: string; name?: string };
  story?: { id?: string; url?: string; title?: string; people?: string[] };
  parent?: { id?: string; body?: string; author?: string };
  /** BCP 47, as the site says. */
  language?: string;
}
