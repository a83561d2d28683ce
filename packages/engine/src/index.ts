export type { Item } from './item.js';
export type { CivilityModel } from './model.js';
export { engineVersion, moderate } from './moderate.js';
