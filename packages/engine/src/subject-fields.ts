import { stemsOf } from './subject-stems.js';

/** Words that belong to one field of news and are seldom said in another. */
const words: Record<string, string> = {
  politics:
    'president senator senate congress republican democrat election ballot voter campaign trump biden liberal conservative impeach legislature governor partisan socialist communist immigration border vaccine mandate tariff',
  sports:
    'quarterback touchdown coach football basketball baseball volleyball soccer playoff defense offense linebacker receiver fumble interception inning pitcher homerun goalkeeper tournament championship halftime roster recruit referee stadium athlete',
  religion:
    'jesus christ bible gospel church prayer salvation sinner scripture koran mosque pastor heaven baptize holy',
  health:
    'hospital doctor nurse patient surgery cancer diabetes vaccine virus infection medicine symptoms diagnosis clinic',
  money: 'bitcoin crypto stock investor portfolio mortgage dividend forex trading interest inflation broker',
  screen:
    'actor actress movie film sequel episode netflix celebrity album concert singer hollywood soundtrack streaming',
  kitchen: 'recipe oven flour butter garlic onion restaurant menu chef dessert sauce bake delicious',
  machines: 'iphone android laptop software windows printer router browser download processor keyboard gaming console',
  roads: 'traffic highway freeway intersection pothole parking bicycle driver commute lanes speeding crosswalk',
};

const fieldOf = new Map<string, string>();
const ambiguous = new Set<string>();
for (const [field, list] of Object.entries(words)) {
  for (const stem of stemsOf(list)) {
    if (fieldOf.has(stem)) ambiguous.add(stem);
    fieldOf.set(stem, field);
  }
}
for (const stem of ambiguous) fieldOf.delete(stem);

/** How many different words of each field there are. */
export function fieldsOf(stems: ReadonlySet<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const stem of stems) {
    const field = fieldOf.get(stem);
    if (field !== undefined) counts.set(field, (counts.get(field) ?? 0) + 1);
  }
  return counts;
}

const fewest = 4;

/** The comment is full of the words of one field, and the story, which has a field of its own, has none of them. */
export function strayField(comment: ReadonlyMap<string, number>, story: ReadonlyMap<string, number>): boolean {
  if (story.size === 0) return false;
  for (const field of story.keys()) if (comment.has(field)) return false;
  return [...comment.values()].some((count) => count >= fewest);
}
