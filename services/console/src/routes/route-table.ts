import type { Right } from '@moderato/domain';
import type { Route } from '@moderato/http';
import type { ConsoleDeps } from '../deps.js';
import { changeName, changePassword, signOutOthers } from './account/change-account.js';
import { getAccount } from './account/get-account.js';
import { beginTotp, confirmTotp, removeTotp, renewRecoveryCodes } from './account/second-factor.js';
import { getAppeal } from './appeals/get-appeal.js';
import { listAppeals } from './appeals/list-appeals.js';
import { claim as claimAppeal, decide as decideAppeal } from './appeals/work-on-appeal.js';
import { decideComment } from './decide-comment.js';
import { decideMany, selectWaiting } from './desk/bulk.js';
import { claimComment } from './desk/claim-comment.js';
import { addNote, escalateComment } from './desk/comment-notes.js';
import { getContext } from './desk/get-context.js';
import { hearDesks } from './desk/hear-desks.js';
import { getPreferences, putPreferences } from './desk/preferences.js';
import { liftAuthorsPenalty, punishAuthor } from './desk/punish-author.js';
import { endSession } from './end-session.js';
import { getComment } from './get-comment.js';
import { getGuidelines } from './get-guidelines.js';
import { getQueueViews } from './get-queue-views.js';
import { getSession } from './get-session.js';
import { getBacktest } from './guidelines/get-backtest.js';
import { getClauseActivity } from './guidelines/get-clause-activity.js';
import { getVersion } from './guidelines/get-version.js';
import { keepDraft } from './guidelines/keep-draft.js';
import { listDisagreements } from './guidelines/list-disagreements.js';
import { listVersions } from './guidelines/list-versions.js';
import { discardVersion, publishVersion, shadowVersion } from './guidelines/move-version.js';
import { preview } from './guidelines/preview.js';
import { startBacktest } from './guidelines/start-backtest.js';
import { tryComment } from './guidelines/try-comment.js';
import { listInbox } from './list-inbox.js';
import { listQueue } from './list-queue.js';
import { listReports } from './list-reports.js';
import { declareMailAddressWorking, getMailHealth } from './mail-health.js';
import { findAuthorsByName, getAuthor, punishNamedAuthor } from './rooms/authors.js';
import { getCounts } from './rooms/get-counts.js';
import { listBans } from './rooms/list-bans.js';
import { listReportedComments } from './rooms/list-reported-comments.js';
import { searchForComments } from './rooms/search-comments.js';
import { ignoreInboxMail, placeInboxMail } from './settle-inbox-mail.js';
import { followAccountLink, readAccountLink } from './sign-in/account-links.js';
import { askForReset } from './sign-in/ask-for-reset.js';
import { followLoginLink } from './sign-in/follow-login-link.js';
import { beginOpenId, finishOpenId } from './sign-in/sign-in-by-openid.js';
import { getSignInOptions, signInWithPassword } from './sign-in/sign-in-by-password.js';
import { listKeys, makeKey, revokeKey } from './site/api-keys.js';
import { changeSiteName, getSite, listEndpoints } from './site/site-settings.js';
import { changeUser, removeUsersSecondFactor, signOutEverywhere } from './users/change-user.js';
import { inviteAgain, inviteUser } from './users/invite-user.js';
import { listSiteUsers } from './users/list-users.js';

/** What a route asks of whoever calls it: a right of their role, to be signed in whatever the role, or nothing. */
export type Need = Right | 'signed_in' | 'nothing';

/** Every route of the API under what it needs: the router is made from this, so none can do without. */
export const routeTable: Record<Need, Route<ConsoleDeps>[]> = {
  nothing: [
    followLoginLink,
    beginOpenId,
    finishOpenId,
    getSignInOptions,
    signInWithPassword,
    askForReset,
    readAccountLink,
    followAccountLink,
  ],
  signed_in: [
    getSession,
    endSession,
    getPreferences,
    putPreferences,
    getAccount,
    changeName,
    changePassword,
    signOutOthers,
    beginTotp,
    confirmTotp,
    removeTotp,
    renewRecoveryCodes,
  ],
  read: [
    listQueue,
    getQueueViews,
    getContext,
    hearDesks,
    selectWaiting,
    getComment,
    getGuidelines,
    listReports,
    listInbox,
    listVersions,
    getVersion,
    getClauseActivity,
    getBacktest,
    listDisagreements,
    getCounts,
    getMailHealth,
    listReportedComments,
    searchForComments,
    findAuthorsByName,
    getAuthor,
    listBans,
    listAppeals,
    getAppeal,
  ],
  triage: [claimComment, addNote, escalateComment, placeInboxMail, ignoreInboxMail, tryComment],
  decide: [decideComment, decideMany, claimAppeal, decideAppeal],
  punish: [punishAuthor, punishNamedAuthor, liftAuthorsPenalty],
  edit_guidelines: [preview, keepDraft, shadowVersion, publishVersion, discardVersion, startBacktest],
  replay_deliveries: [],
  manage_site: [declareMailAddressWorking, getSite, changeSiteName, listEndpoints, listKeys, makeKey, revokeKey],
  manage_users: [listSiteUsers, inviteUser, inviteAgain, changeUser, signOutEverywhere, removeUsersSecondFactor],
};

/** The same by route, with each need. Throws where a route stands in the table twice: it would have the lesser need. */
export function needsByRoute(table = routeTable): Map<Route<ConsoleDeps>, Need> {
  const found = new Map<Route<ConsoleDeps>, Need>();
  for (const [need, routes] of Object.entries(table)) {
    for (const route of routes) {
      const { method, path } = route.operation;
      if (found.has(route)) throw new Error(`${method} ${path} stands in the table of routes twice`);
      found.set(route, need as Need);
    }
  }
  return found;
}
