// The types of the service's own API, and nothing that runs.
export type {
  ApiProblem,
  Clause,
  CommentDetail,
  DecideRequest,
  Guidelines,
  MailHealth,
  PastDecision,
  QueuePage,
  ReviewComment,
  Session,
} from '../../../src/api/contract.js';
export type {
  ClauseActivity,
  CommentExcerpt,
  Disagreements,
  DraftRequest,
  GuidelinesPreview,
  GuidelinesVersion,
  GuidelinesVersions,
  NewestBacktest,
  TryAnswer,
} from '../../../src/api/guidelines-contract.js';
