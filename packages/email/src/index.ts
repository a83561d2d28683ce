export * from './compose-endpoint-disabled.js';
export * from './compose-reader-mail.js';
export * from './compose-report.js';
export * from './create-mailer.js';
export type { Automatic } from './inbound/classify-mail.js';
export { maskAddresses } from './inbound/mask-addresses.js';
export * from './inbound/parse-inbound.js';
export { domainOf, type Mail, messageIdOf } from './mail.js';
export type { ReportedComment, ReportingSite } from './reported-comment.js';
