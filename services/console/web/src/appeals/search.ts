/** What of the appeals page its address says. */
export interface AppealsSearch {
  /** The appeal in view; the first of the list where left out. */
  appeal?: string | undefined;
  /** `all`: those that were decided too, newest first. */
  show?: 'all' | undefined;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whatever the address says, only what the page knows comes of it. */
export const appealsSearch = ({ appeal, show }: Record<string, unknown>): AppealsSearch => ({
  ...(typeof appeal === 'string' && uuid.test(appeal) && { appeal }),
  ...(show === 'all' && { show }),
});
