/** Elements that begin and end a line of their own. */
export const blockTags = new Set(
  (
    'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre search section summary table tbody td tfoot th thead ' +
    'tr ul caption legend label option'
  ).split(' '),
);

/** Elements that readers do not see, or see as a control. */
export const silentTags = new Set(
  'script style template noscript svg math iframe object embed canvas audio video select textarea datalist head map'.split(
    ' ',
  ),
);

/** Parts of a page that are about the site, not about comments. */
export const sideTags = new Set(['nav', 'footer', 'aside', 'button', 'dialog', 'menu']);

const sideRoles = /^(?:navigation|banner|contentinfo|search|complementary|dialog|alertdialog|menu|menubar|toolbar)$/u;
const sideNames =
  /(?:^|[\s_-])(?:cookies?|consent|gdpr|newsletters?|signup|sign-up|promo|adverts?|ads?|advertisement|sponsor(?:ed)?|social|share|sharing|breadcrumbs?|related|recommended|recirc|trending|popular|most-read|sidebar|menu|nav|navbar|navigation|masthead|footer|paywall|modal|popup|pop-up|skip-link|screen-reader-text|byline|meta|tags)(?:[\s_-]|$)/iu;
const guidelineNames = /comment|guideline|polic|rules|respond|repl(?:y|ies)|communit|standards|moderat/iu;

export type Attributes = Readonly<Record<string, string>>;

export const isHidden = (attributes: Attributes): boolean =>
  'hidden' in attributes || /display\s*:\s*none|visibility\s*:\s*hidden/iu.test(attributes.style ?? '');

/** Whether an element is about the site by its tag, its role or its name. */
export function isAside(tag: string, attributes: Attributes): boolean {
  if (sideTags.has(tag) || sideRoles.test(attributes.role ?? '')) return true;
  const names = `${attributes.class ?? ''} ${attributes.id ?? ''}`;
  return names.length < 500 && sideNames.test(names) && !guidelineNames.test(names);
}
