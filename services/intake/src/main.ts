import { runUntilSignal } from '@moderato/http';
import { loadIntakeConfig } from './config.js';
import { createIntake } from './create-intake.js';

await runUntilSignal(process, () => createIntake(loadIntakeConfig(process.env)));
