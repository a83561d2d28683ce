const kept: object[] = [];

/**
 * Keeps an object for good. V8 throws away what it compiled for a shape of which no object is alive when it collects
 * garbage; between two comments none would be, and the next ones would take up to three times as long.
 */
export const keepAlive = (one: object): void => {
  kept.push(one);
};
