export * from './secrets.js';
export * from './verify-inbound.js';
