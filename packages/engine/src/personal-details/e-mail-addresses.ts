import { type Detail, surroundingsOf } from './detail.js';

const plain = /(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z\d-]{1,63}\.){1,4}[a-z]{2,24}(?![\w-])/gi;
const spelled =
  /(?<![\w.+-])[\w.+-]{2,64} ?(?:\[at\]|\(at\)|\{at\}| at ) ?[a-z\d-]{2,63} ?(?:\[dot\]|\(dot\)|\{dot\}| dot ) ?(?:com|net|org|edu|gov|io|co|us|uk)(?!\w)/gi;
const offices =
  /^(?:info|contact|editors?|newsroom|news|office|support|help|admin|press|media|letters|tips|subscribe|customer\w*|service|sales|hello|webmaster|moderat\w+|feedback|complaints|abuse|tickets|jobs|hr|clerk|mayor|council|board)[\w.-]*@/i;
const government = /\.(?:gov|mil|gov\.[a-z]{2})$/i;
const mostTried = 20;

const strength = { private: 0.8, unknown: 0.66, public: 0.4 };

/** E-mail addresses, "name [at] site [dot] com" too. Those of an office are for everybody to write to. */
export function eMailAddressesIn(text: string): Detail[] {
  const found: Detail[] = [];
  for (const pattern of [plain, spelled]) {
    let tried = 0;
    for (const { index: start, 0: written } of text.matchAll(pattern)) {
      if (++tried > mostTried) break;
      const end = start + written.length;
      const office = offices.test(written) || government.test(written);
      const confidence = office ? 0.25 : strength[surroundingsOf(text, start, end)];
      found.push({ kind: 'email', start, end, confidence, severity: 'moderate' });
    }
  }
  return found;
}
