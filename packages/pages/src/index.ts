export { decodePage } from './decode-page.js';
export type { Lookup } from './guarded-get.js';
export { PageError, type PageProblem } from './page-error.js';
export * from './page-fetcher.js';
