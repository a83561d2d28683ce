import type { Queryable } from '../database.js';

export interface ScoreSuggestion {
  id: string;
  /** Null where the site stores no such comment. */
  commentId: string | null;
  /** The site's own id of the comment, where it was told. */
  externalId: string | null;
  /** By attribute, as the caller of comments:suggestscore wrote them. */
  scores: unknown;
  languages: string[];
}

export async function insertScoreSuggestion(
  tx: Queryable,
  siteId: string,
  suggestion: ScoreSuggestion,
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into score_suggestion (id, site_id, comment_id, external_id, scores, languages, received_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      suggestion.id,
      siteId,
      suggestion.commentId,
      suggestion.externalId,
      JSON.stringify(suggestion.scores),
      suggestion.languages,
      at,
    ],
  );
}
