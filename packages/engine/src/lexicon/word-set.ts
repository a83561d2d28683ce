/** The words of a line, to be asked for one by one. */
export const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' '));
