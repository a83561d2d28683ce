import { runUntilSignal } from '@moderato/http';
import { loadConsoleConfig } from './config.js';
import { createConsole } from './create-console.js';

await runUntilSignal(process, () => createConsole(loadConsoleConfig(process.env)));
