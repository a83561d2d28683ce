import base from './jest.config.mjs';

// Measurements need neither Postgres nor Redis.
const { globalSetup, globalTeardown, ...shared } = base;

export default { ...shared, testMatch: ['**/*.eval.ts'] };
