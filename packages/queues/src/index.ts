export * from './catalogue.js';
export { createDeskBell, type DeskBell } from './desk-bell.js';
export { createQueues, type Queues, type QueuesOptions, type RunningWork } from './queues.js';
export { createSignals, type Signals, type SignalsOptions } from './signals.js';
