export { isPublicAddress, type Lookup, publicLookup, RefusedAddressError } from './addresses.js';
export * from './create-api-client.js';
export { type Answer, createSender, SendError, type Sender, type SenderOptions } from './create-sender.js';
export * from './refuse-url.js';
export * from './schedule.js';
export * from './secrets.js';
export * from './signed-headers.js';
export * from './verify-inbound.js';
