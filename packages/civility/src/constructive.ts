import type { Tokens } from './tokens.js';

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Too common to say what a comment is about. */
const functionWords = list(
  `the a an and or but if of to in on at by for with from as is are was were be been being am it its this that these
  those he she they them his her their we us our you your i me my mine not no so do does did done have has had having
  will would can could should may might must just very really too also then than there here what which who whom whose
  when where why how all any some more most much many such only own same about into out up down over under again get
  got go goes going gone make made makes say says said know think like want thing things people one two yes well even
  still because n't 's 're 'm 'll 've 'd`,
);
/** A point supported: reasons, contrast, conditions, consequences. */
const reasons = list(
  `because since therefore thus hence however although though whereas while despite unless instead rather otherwise
  consequently moreover furthermore nevertheless nonetheless additionally similarly specifically particularly reason
  reasons cause causes caused due means result results lead leads leading depends`,
);
/** Evidence, figures and sources. */
const evidence = list(
  `example examples evidence data study studies research report reports reported statistics figures numbers percent rate
  rates average according source sources survey experts history historical fact facts published analysis compared
  increase increased decrease decreased million billion cost costs <num> <url> %`,
);
/** One's own experience. */
const experience = list(
  `i my me we our years year ago worked lived experience experienced remember grew taught family personally`,
);
/** Ways forward, and questions about them. */
const proposals = list(
  `should could would need needs must solution solutions propose proposed suggest suggests suggested alternative
  alternatives better improve improved consider perhaps possible possibly option options approach policy plan require
  requires ensure support agree disagree`,
);
/** The article and the fellow commenters are spoken to. */
const engagement = list(
  `article author column story editorial writer point argument question agree disagree mention mentioned`,
);

/** Grows ever more slowly and stays below 1: half of the way at `half`. */
const saturating = (amount: number, half: number): number => amount / (amount + half);

export interface ConstructiveContext {
  /** 0..1, the TOXICITY of the comment. */
  toxicity: number;
  /** Share of capitals among the letters, 0..1. */
  capitals: number;
  /** Folded words of the story's title and of the parent: what there is to engage with. */
  topic: ReadonlySet<string>;
}

/**
 * 0..1, how much of what makes a comment worth featuring is there. Not trained: built from what the literature on
 * constructive comments names (Kolhatkar and Taboada 2017; Napoles et al. 2017; Park et al. 2016): a point supported by
 * reasons, evidence or experience, engagement with the article and with others, a way forward, specific vocabulary, and
 * length, which counts less and less. Rudeness and shouting take away from it.
 */
export function constructiveness({ forms }: Tokens, { toxicity, capitals, topic }: ConstructiveContext): number {
  const content = new Set<string>();
  const kinds = [reasons, evidence, experience, proposals, engagement].map((words) => ({
    words,
    found: new Set<string>(),
  }));
  let words = 0;
  let letters = 0;
  let onTopic = 0;
  let loud = 0;
  for (const form of forms) {
    if (form.startsWith('!') || form === '??') loud++;
    for (const { words: known, found } of kinds) if (known.has(form)) found.add(form);
    const code = form.charCodeAt(0);
    if (!(code >= 97 && code <= 122) && code < 128) continue;
    words++;
    letters += form.length;
    if (form.length < 3 || functionWords.has(form) || content.has(form)) continue;
    content.add(form);
    if (topic.has(form)) onTopic++;
  }
  if (words === 0) return 0;
  const support = kinds.reduce((sum, { found }) => sum + saturating(found.size, 2), 0) / kinds.length;
  const specific = Math.min(1, Math.max(0, (letters / words - 3.4) / 1.6));
  const logit =
    -5.2 +
    7.4 * saturating(content.size, 22) +
    1.3 * saturating(words, 60) +
    2.2 * support +
    0.9 * specific * saturating(words, 15) +
    0.5 * saturating(onTopic, 2) -
    2.2 * toxicity ** 2 -
    1.2 * saturating(loud, 3) -
    1.5 * Math.max(0, capitals - 0.2);
  return 1 / (1 + Math.exp(-logit));
}
