export { fingerprintOf } from './fingerprint.js';
export type { Item } from './item.js';
export { createJudge, type Judge } from './judge.js';
export { nameKey } from './look-alike-names.js';
export { engineVersion, moderate, moderateByRules } from './moderate.js';
