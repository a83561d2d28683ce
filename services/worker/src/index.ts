export { loadWorkerConfig, type WorkerConfig } from './config.js';
export { createWorker, type WorkerOverrides } from './create-worker.js';
