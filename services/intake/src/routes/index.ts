import type { Route } from '@moderato/http';
import type { IntakeDeps } from '../deps.js';
import { addBan } from './add-ban/handler.js';
import { sendAppealForm, showAppealPage } from './appeal-page/handler.js';
import { getAppealSettings, putAppealSettings } from './appeal-settings/handler.js';
import { getBanSettings, putBanSettings } from './ban-settings/handler.js';
import { checkGuidelinesWatch } from './check-guidelines-watch/handler.js';
import { createIngestSource } from './create-ingest-source/handler.js';
import { createWebhookEndpoint } from './create-webhook-endpoint/handler.js';
import { decide } from './decide/handler.js';
import { deleteGuidelinesWatch } from './delete-guidelines-watch/handler.js';
import { deleteIngestSource } from './delete-ingest-source/handler.js';
import { deleteWebhookEndpoint } from './delete-webhook-endpoint/handler.js';
import { dryRunIngest } from './dry-run-ingest/handler.js';
import { getDsaSettings, putDsaSettings } from './dsa-settings/handler.js';
import { eraseAuthor } from './erase-author/handler.js';
import { exportAuthor } from './export-author/handler.js';
import { findComment } from './find-comment/handler.js';
import { getAppeal } from './get-appeal/handler.js';
import { getAuthor } from './get-author/handler.js';
import { getBacktest } from './get-backtest/handler.js';
import { getComment } from './get-comment/handler.js';
import { getDsaFigures } from './get-dsa-figures/handler.js';
import { getGuidelines } from './get-guidelines/handler.js';
import { getGuidelinesReport } from './get-guidelines-report/handler.js';
import { getGuidelinesWatch } from './get-guidelines-watch/handler.js';
import { getIngestSource } from './get-ingest-source/handler.js';
import { getReportButton } from './get-report-button/handler.js';
import { getCommentStatement, getPenaltyStatement } from './get-statement/handler.js';
import { getWebhookEndpoint } from './get-webhook-endpoint/handler.js';
import { ingest } from './ingest/handler.js';
import { ingestMail } from './ingest-mail/handler.js';
import { liftBan } from './lift-ban/handler.js';
import { listAppeals } from './list-appeals/handler.js';
import { listAttempts } from './list-attempts/handler.js';
import { listBans } from './list-bans/handler.js';
import { listDeliveries } from './list-deliveries/handler.js';
import { listDisagreements } from './list-disagreements/handler.js';
import { listGuidelines } from './list-guidelines/handler.js';
import { listInbox } from './list-inbox/handler.js';
import { listIngestSources } from './list-ingest-sources/handler.js';
import { listReports } from './list-reports/handler.js';
import { listWebhookEndpoints } from './list-webhook-endpoints/handler.js';
import { declareMailAddressWorking, listMailAddresses } from './mail-addresses/handler.js';
import { discardGuidelines, publishGuidelines, shadowGuidelines } from './move-guidelines/handler.js';
import { putGuidelines } from './put-guidelines/handler.js';
import { putGuidelinesWatch } from './put-guidelines-watch/handler.js';
import { replayDelivery } from './replay-delivery/handler.js';
import { reportForm } from './report-form/handler.js';
import { getReportMailSettings, putReportMailSettings } from './report-mail-settings/handler.js';
import { reportScript } from './report-script/handler.js';
import { rotateWebhookSecret } from './rotate-webhook-secret/handler.js';
import { ignoreInboxMail, placeInboxMail } from './settle-inbox-mail/handler.js';
import { startBacktest } from './start-backtest/handler.js';
import { submitAppeal } from './submit-appeal/handler.js';
import { submitBatch } from './submit-batch/handler.js';
import { submitComment } from './submit-comment/handler.js';
import { submitReport } from './submit-report/handler.js';
import { testWebhookEndpoint } from './test-webhook-endpoint/handler.js';
import { updateWebhookEndpoint } from './update-webhook-endpoint/handler.js';
import { withdrawComment } from './withdraw-comment/handler.js';

/** Every route behind an API key; the busiest first, since the router asks them in turn. */
export const keyedRoutes: Route<IntakeDeps>[] = [
  submitComment,
  submitBatch,
  getComment,
  findComment,
  withdrawComment,
  getAuthor,
  exportAuthor,
  eraseAuthor,
  listBans,
  addBan,
  getBanSettings,
  putBanSettings,
  liftBan,
  decide,
  submitReport,
  listReports,
  getReportButton,
  getDsaSettings,
  putDsaSettings,
  getCommentStatement,
  getPenaltyStatement,
  submitAppeal,
  listAppeals,
  getAppealSettings,
  putAppealSettings,
  getAppeal,
  getReportMailSettings,
  putReportMailSettings,
  listMailAddresses,
  declareMailAddressWorking,
  getDsaFigures,
  listInbox,
  placeInboxMail,
  ignoreInboxMail,
  getGuidelines,
  putGuidelines,
  listGuidelines,
  shadowGuidelines,
  publishGuidelines,
  discardGuidelines,
  listDisagreements,
  startBacktest,
  getBacktest,
  getGuidelinesWatch,
  putGuidelinesWatch,
  deleteGuidelinesWatch,
  checkGuidelinesWatch,
  getGuidelinesReport,
  createWebhookEndpoint,
  listWebhookEndpoints,
  getWebhookEndpoint,
  updateWebhookEndpoint,
  deleteWebhookEndpoint,
  rotateWebhookSecret,
  testWebhookEndpoint,
  listDeliveries,
  listAttempts,
  replayDelivery,
  createIngestSource,
  listIngestSources,
  getIngestSource,
  deleteIngestSource,
  dryRunIngest,
];

/** Routes for readers' browsers, which prove nothing. */
export const publicRoutes: Route<IntakeDeps>[] = [reportScript, reportForm, showAppealPage, sendAppealForm];

/** Routes whose callers prove themselves by a signature over the body. */
export const signedRoutes: Route<IntakeDeps>[] = [ingest, ingestMail];
