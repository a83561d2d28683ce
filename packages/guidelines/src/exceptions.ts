import type { Check, Clause, RuleId } from '@moderato/domain';
import { numberPattern, readNumber } from './numbers.js';
import { languages } from './params.js';
import { permittedTargets } from './permitted-targets.js';

type Params = Check['params'];

/** How a sentence says that something is all right, on either side of what it names. */
const fine =
  '(?:fine|ok|okay|all right|allowed|permitted|acceptable|welcome|exempt|excepted|may be (?:posted|shared|used|given)|can be (?:posted|shared|used|given))';
const but = '(?:allow|permit|except|unless|other than|apart from|exceptions?|may (?:post|share|give|use))';
const notFine =
  /\b(?:not|never|n['’]t|no longer)\s+(?:be\s+)?(?:fine|ok|okay|allowed|permitted|acceptable|welcome|posted|shared)/iu;

const detailWords: Record<string, string> = {
  phone: '(?:tele)?phone\\s+numbers?|phone\\s+contacts?|numbers?',
  email: 'e-?mail(?:\\s+address(?:es)?)?',
  address: '(?:(?:street|business|office|mailing|postal)\\s+)address(?:es)?',
};
const openly =
  /\b(?:public(?:ly)?|business|office|official|company|listed|published|government|customer\s+service|toll[\s-]free)\b/iu;

/** The part of the clause that allows: all of one that permits, else what stands behind "but", "except" or in brackets. */
function allowing({ demand, text }: Clause): string[] {
  if (demand === 'permit') return [text];
  return text
    .split(
      /[;()]|,\s+(?=(?:but|though|although|however|while)\b)|\b(?=(?:except|unless|other\s+than|apart\s+from)\b)/iu,
    )
    .slice(1);
}

interface Named {
  before: RegExp;
  after: RegExp;
}

/** A thing by its words, with "is fine" behind it or "except" before it. Gaps are bounded, so that reading stays linear. */
const named = (words: string): Named => ({
  before: new RegExp(`\\b(?:${words})\\b.{0,60}\\b${fine}\\b`, 'iu'),
  after: new RegExp(`\\b${but}\\b.{0,80}\\b(?:${words})\\b`, 'iu'),
});
const allows = (part: string, { before, after }: Named): boolean =>
  !notFine.test(part) && (before.test(part) || after.test(part));

const details = Object.entries(detailWords).map(([detail, words]) => [`except_${detail}`, named(words)] as const);
const quoted = new RegExp(`\\b(?:quot|excerpt|copy|passage)\\w*.{0,60}?\\b(${numberPattern})[\\s-]+words?\\b`, 'iu');
const tongues = Object.entries(languages).map(
  ([name, code]) => [code, named(`${name}(?:\\s+(?:words?|phrases?|comments?|expressions?|names?))?`)] as const,
);
const shortNames = named(
  'initials|first\\s+names?(?:\\s+(?:only|and\\s+(?:last\\s+)?initials?))?|nicknames?|pseudonyms?',
);

const readers: Partial<Record<RuleId, (part: string) => Params>> = {
  privacy: (part): Params =>
    Object.fromEntries(
      details.filter(([, one]) => allows(part, one)).map(([param]) => [param, openly.test(part) ? 'public' : 'all']),
    ),
  copyright: (part): Params => {
    const words = quoted.exec(part)?.[1];
    const value = words === undefined ? undefined : readNumber(words);
    return value === undefined ? noParams : { maxQuotedWords: value };
  },
  language: (part): Params => {
    const allowed = tongues.filter(([, one]) => allows(part, one)).map(([code]) => code);
    return allowed.length === 0 ? noParams : { alsoLanguages: allowed.join() };
  },
  'real-name': (part): Params => (allows(part, shortNames) ? { initials: true } : noParams),
};

const noParams: Params = {};

const criticising = new Set<RuleId>(['personal-attack', 'civility', 'harassment', 'trolling']);

/** Of whom criticism is welcome: "public" and "ours". Of coarse words, "language". */
function permitsFor(rule: RuleId, clauses: readonly Clause[]): Params {
  const permitted = permittedTargets(clauses).filter((one) =>
    one === 'language' ? rule === 'good-taste' : criticising.has(rule),
  );
  return permitted.length > 0 ? { permits: permitted.join() } : noParams;
}

/** What the guidelines allow of the things that `rule` looks for, as parameters of its check: they make it milder. */
export function exceptionsFor(rule: RuleId, clauses: readonly Clause[]): Params {
  const reader = readers[rule];
  if (reader === undefined) return permitsFor(rule, clauses);
  return Object.assign({}, ...clauses.flatMap((clause) => allowing(clause).map(reader))) as Params;
}
