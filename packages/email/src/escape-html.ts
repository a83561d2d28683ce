const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => entities[char] as string);

/** Escaped, with places to break inside what looks like an address, so that mail programs do not make it a link. */
export const escapeUnlinked = (text: string): string =>
  escapeHtml(text)
    .replace(/:\/\//g, ':<wbr>//')
    .replace(/(?<=[\p{L}\p{N}])([.@])(?=[\p{L}\p{N}])/gu, '$1<wbr>');
