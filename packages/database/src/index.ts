export * from './database.js';
export * from './master-keys.js';
export { migrate, migrations } from './migrate.js';
export * from './queries/api-keys.js';
export * from './queries/guidelines.js';
export * from './queries/sites.js';
