export type PostedFormat = 'text' | 'markdown' | 'html';
export const textOf = (posted: string, _format?: PostedFormat): string => posted;
