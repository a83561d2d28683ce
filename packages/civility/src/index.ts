export { CivilityModel, loadCivilityModel, type OffendingWord, type Signals } from './civility-model.js';
export { shapeNames, shapeOf } from './shape.js';
export { Tokens } from './tokens.js';
