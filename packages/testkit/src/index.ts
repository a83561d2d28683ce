export * from './builders.js';
export * from './captured-log.js';
export * from './eventually.js';
export * from './http-receiver.js';
export * from './manual-clock.js';
export * from './queue-backends.js';
export { startSharedServices } from './shared-services.js';
export * from './smtp-receiver.js';
export * from './test-database.js';
