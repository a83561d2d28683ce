// The types of the service's own API, and nothing that runs.
export type { DeskSignal } from '@moderato/domain';
export type {
  AccountLinkAnswer,
  AccountView,
  Endpoints,
  Enrolment,
  InviteRequest,
  Keys,
  NewKey,
  RecoveryCodes,
  SignInAnswer,
  SignInOptions,
  SignInRequest,
  SiteView,
  User,
  Users,
} from '../../../src/api/account-contract.js';
export type { AppealDetail, AppealLine, AppealsPage, DecideAppeal } from '../../../src/api/appeals-contract.js';
export type { CommentContext, ThreadComment } from '../../../src/api/context-contract.js';
export type {
  ApiProblem,
  Claim,
  Clause,
  CommentDetail,
  DecideRequest,
  Guidelines,
  HeldPlace,
  MailHealth,
  PastDecision,
  QueueFacet,
  QueuePage,
  QueueViews,
  ReviewComment,
  Session,
} from '../../../src/api/contract.js';
export type {
  BulkAnswer,
  BulkItem,
  ClaimAnswer,
  DecideChoice,
  LiveHello,
  Note,
  Notes,
  PenaltyAnswer,
  PenaltyRequest,
  Preferences,
  Selection,
} from '../../../src/api/desk-contract.js';
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
