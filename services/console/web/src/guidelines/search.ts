/** What of the guidelines page its address says. */
export interface GuidelinesSearch {
  /** The live one where left out. */
  version?: number | undefined;
  clause?: string | undefined;
  /** `edit`: the text is being written. `site`: the settings of the site. */
  view?: 'edit' | 'site' | undefined;
  /** The version in view was kept a moment ago. */
  kept?: boolean | undefined;
}

/** Whatever the address says, only what the page knows comes of it. */
export function guidelinesSearch({ version, clause, view, kept }: Record<string, unknown>): GuidelinesSearch {
  return {
    ...(typeof version === 'number' && Number.isInteger(version) && version > 0 && { version }),
    ...(typeof clause === 'string' && { clause }),
    ...((view === 'edit' || view === 'site') && { view }),
    ...(kept === true && { kept }),
  };
}
