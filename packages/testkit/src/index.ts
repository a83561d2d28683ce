export * from './builders.js';
export * from './eventually.js';
export * from './manual-clock.js';
export * from './queue-backends.js';
export { startSharedServices } from './shared-services.js';
export * from './test-database.js';
