export * from './catalogue.js';
export { createQueues, type Queues, type QueuesOptions, type RunningWork } from './queues.js';
