// The types of the service's own API, and nothing that runs.
export type { AppealDetail, AppealLine, AppealsPage, DecideAppeal } from '../../../src/api/appeals-contract.js';
export type {
  ApiProblem,
  Clause,
  CommentDetail,
  DecideRequest,
  Guidelines,
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
