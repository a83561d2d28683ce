export { type ConsoleConfig, loadConsoleConfig } from './config.js';
export { type ConsoleOverrides, createConsole } from './create-console.js';
export { demoModeratorName, demoSiteSlug } from './sessions/sign-in.js';
