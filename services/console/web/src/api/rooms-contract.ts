// The types of what the pages beside the queue ask, and nothing that runs.
export type { Counts, FoundComments, ReportedComment, ReportedComments } from '../../../src/api/rooms-contract.js';
