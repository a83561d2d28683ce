import { runUntilSignal } from '@moderato/http';
import { loadWorkerConfig } from './config.js';
import { createWorker } from './create-worker.js';

await runUntilSignal(process, () => createWorker(loadWorkerConfig(process.env)));
