export { type CompileOptions, compile } from './compile.js';
export { type CompiledGuidelines, compiledJson } from './compiled-json.js';
export { type ClauseChange, type ClauseDiff, diffClauses } from './diff.js';
export { guidelinesProblems } from './problems.js';
export { type CarriedTuning, carryTuning } from './tuning/carry-tuning.js';
export { tuned } from './tuning/tuned.js';
export { tuningProblems } from './tuning/tuning-problems.js';
export { whyNotEnforced } from './why-not-enforced.js';
