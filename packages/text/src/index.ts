export { leet } from './folding.js';
export { keepAlive } from './keep-alive.js';
export { type DetectedLanguage, detectLanguage } from './language.js';
export { foldCodePoint } from './letters.js';
export { type Link, links } from './links.js';
export { type NormalisedText, normalise } from './normalise.js';
export { quotedSpans } from './quotes.js';
export { originalSpan, type View } from './view.js';
