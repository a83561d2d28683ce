/** What the engine is told of a comment. Only `body` is needed; the rest sharpens the judgement. */
export interface Submission {
  body: string;
  author?: {
    id?: string;
    name?: string;
    /** Whether an e-mail address came with the comment; left out where the site's form asks for none. */
    hasEmail?: boolean;
    /** One of the site's own: may bear a staff name. */
    isStaff?: boolean;
  };
  story?: {
    id?: string;
    url?: string;
    title?: string;
    people?: string[];
    /** What it is about in a few sentences, or how it begins. */
    summary?: string;
  };
  parent?: { id?: string; body?: string; author?: string };
  /** BCP 47, as the site says. */
  language?: string;
  /** Whether the author accepted the site's terms with this comment; left out where the site does not say. */
  acceptedTerms?: boolean;
  /** Required fields of the site's form that came empty, by the names that its readers see. */
  missingFields?: string[];
  context?: SubmissionContext;
}

/** What the site knows beside the comment. Each part may be left out: what rests on it is then not looked for. */
export interface SubmissionContext {
  /** Comments that carry the fingerprint of this one, or stood in its thread, in the days before it. Never their text. */
  earlier?: EarlierComment[];
  /** Names of the site's staff, as readers see them. */
  staff?: string[];
  /** Names of the others who comment on the story. */
  commenters?: string[];
}

export interface EarlierComment {
  /** By the engine's `fingerprintOf`. */
  fingerprint: string;
  sameAuthor: boolean;
  sameStory: boolean;
}
