export * from './runtime.js';
export * from './waking-loop.js';
