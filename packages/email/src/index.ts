export * from './compose-endpoint-disabled.js';
export * from './compose-report.js';
export { composeWatch } from './compose-watch.js';
export * from './create-mailer.js';
export { domainOf, type Mail, messageIdOf } from './mail.js';
export type { ReportedComment, ReportingSite } from './reported-comment.js';
export type { BacktestNews, WatchNews } from './watch-message.js';
