import type { Measure, Statement } from './statement.js';

/** A part of a statement for people: a heading, sentences, and words that are quoted. */
export interface StatementPart {
  title: string;
  lines: ({ say: string } | { quote: string; place: string })[];
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
export const dayWords = (time: string): string => day.format(new Date(time));

const done: Record<Measure['what'], string> = {
  removed: 'Your comment is not shown',
  held: 'Your comment is held back until a moderator has looked at it',
  warning: 'You were given a warning',
  strike: 'You were given a strike, which counts towards a suspension',
  suspension: 'You may not comment',
  ban: 'You may not comment any more',
};

function measureWords({ what, since, until, ended }: Measure): string {
  const end = until === null ? '' : ` until ${dayWords(until)}`;
  const words = `${done[what]}${end}, since ${dayWords(since)}, wherever the site is read.`;
  return ended ? `${words} This is over.` : words;
}

const automatedWords = ({ detection, decision }: Statement['automated']): string => {
  if (decision) return 'A program found this and decided it, without a person.';
  return detection
    ? 'A program found this. A person decided.'
    : 'A person found this and decided it, without a program.';
};

function clauseLines({ clauses, guidelinesVersion }: Statement): StatementPart['lines'] {
  const version = guidelinesVersion === null ? '' : `, version ${guidelinesVersion}`;
  return clauses.flatMap(({ text, why }) => [
    ...(text === '' ? [] : [{ quote: text, place: `The comment guidelines${version}` }]),
    { say: why },
  ]);
}

function appealLines({ redress: { appeal } }: Statement): StatementPart['lines'] {
  const { filed, open, until } = appeal;
  if (filed) {
    const reason = filed.reason ? [{ quote: filed.reason, place: 'The moderator' }] : [];
    return [{ say: appealStateWords[filed.state] }, ...reason];
  }
  if (!open) return [{ say: `It could be appealed until ${dayWords(until)}.` }];
  return [
    {
      say: `If you think that this is wrong, you can appeal, free of charge, until ${dayWords(until)}. A person who did not make this decision looks at it.`,
    },
  ];
}

/** What an author is told of their appeal. */
export const appealStateWords: Record<NonNullable<Statement['redress']['appeal']['filed']>['state'], string> = {
  open: 'You have appealed. A moderator will look at it.',
  upheld: 'You have appealed. A moderator looked at it again: the decision stands.',
  overturned: 'You have appealed, and you were right: the decision was taken back.',
  moot: 'You have appealed. Nothing is left to decide, for the comment is gone.',
};

/** The statement in plain words, part by part; `appeal: false` where what became of an appeal is told beside it. */
export function statementParts(statement: Statement, { appeal = true } = {}): StatementPart[] {
  const { facts, automated, measures, clauses, redress, stands } = statement;
  const source =
    facts.source === 'report'
      ? 'Somebody reported the comment, and it was looked at.'
      : 'Nobody reported it: the site looks at comments itself.';
  const unjudged = clauses.length === 0 && facts.moderatorWords === null;
  const words = facts.moderatorWords ? [{ quote: facts.moderatorWords, place: 'The moderator' }] : [];
  return [
    {
      title: 'What was done',
      lines: [
        ...measures.map((measure) => ({ say: measureWords(measure) })),
        ...(stands ? [] : [{ say: 'None of this holds any more.' }]),
      ],
    },
    {
      title: clauses.length > 0 ? 'Why: the guidelines' : 'Why',
      lines: [...clauseLines(statement), ...words, ...(unjudged ? [{ say: 'No clause was named.' }] : [])],
    },
    { title: 'How it came about', lines: [{ say: source }, { say: automatedWords(automated) }] },
    {
      title: 'What you can do',
      lines: [
        ...(appeal ? appealLines(statement) : []),
        ...(redress.outOfCourt ? [{ say: redress.outOfCourt }] : []),
        { say: 'You may also go to court.' },
      ],
    },
  ].filter(({ lines }) => lines.length > 0);
}

/** The whole statement as plain text, the address for the appeal at its end. */
export function statementText(statement: Statement): string {
  const parts = statementParts(statement).map(({ title, lines }) =>
    [title.toUpperCase(), ...lines.map((line) => ('say' in line ? line.say : `“${line.quote}” (${line.place})`))].join(
      '\n',
    ),
  );
  const { open, url } = statement.redress.appeal;
  return [...parts, ...(open && url ? [`To appeal: ${url}`] : [])].join('\n\n');
}
