import type { Outcome } from '@moderato/domain';
import { moderateByRules } from '../moderate.js';
import { checkRows, type Row } from '../testing/check-rows.js';
import { testPolicy } from '../testing/policy.js';

const attacks = (bodies: string): Row[] =>
  bodies
    .trim()
    .split('\n')
    .map((body): Row => {
      const [outcome, text] = body.trim().split(': ', 2) as [Outcome, string];
      return [text, outcome, 'hate'];
    });
const innocent = (bodies: string): Row[] =>
  bodies
    .trim()
    .split('\n')
    .map((body): Row => [body.trim(), 'approve']);

test(
  'what is said of a whole group, in whatever kind of sentence, is an attack on it',
  checkRows(
    attacks(`
      reject: Immigrants are vermin.
      review: Muslims who moved here are all parasites, full stop
      reject: Why are lesbians so disgusting?
      reject: To my mind Hindus are inferior.
      review: Refugees are lazy.
      reject: Arabs can never be trusted.
      reject: I really can't stand gay people.
      reject: Filipinos make me sick.
      reject: Deport all Haitians!
      reject: Sikhs have no place in this valley.
      reject: All Somalis are thieves.
      reject: We should exterminate the Roma.
      review: Blind people should not be allowed to vote.
      reject: No Jew deserves respect.
      reject: Trans people are not human.
      review: Bisexuals do not deserve equal rights.
      review: Women belong in the kitchen.
      reject: You filthy Muslim pig.
      review: Those dirty immigrants again
      reject: If I had my way Catholics would be rounded up.
      reject: Two Nigerians moved in upstairs. These animals should be shot.
      review: The Mexicans next door never sleep. They are filthy.
      reject: Go back to your country.
    `),
  ),
);

test(
  'naming a group, praising it, belonging to it or defending it is none',
  checkRows(
    innocent(`
      Muslims and Jews worship on the same street here.
      Gay people are not vermin.
      Immigrants are no criminals.
      No Muslim should be banned for praying.
      No woman deserves to be harassed.
      Not all Muslims are terrorists.
      I don't think that Mexicans are lazy.
      Whoever believes that Jews are greedy has never met one.
      The myth that refugees are criminals is old.
      He told the board that Arabs are animals.
      It hurts to hear people say that trans women are disgusting.
      "Immigrants are a plague" is not an argument.
      Hindus are parasites, he said.
      We Sikhs are terrible cooks, my wife says.
      My immigrant neighbors are the dirtiest cooks and the best friends.
      Women should not be banned from the boat race.
      Nobody should have to hear that gays are sick.
      If Muslims are criminals, then so are the monks.
      Illegal immigrants should be deported after a hearing.
      Gay marriage should be left to the states.
    `),
  ),
);

test(
  'ideas, states, faiths, trades and beasts are no such group',
  checkRows(
    innocent(`
      Islam is a backward doctrine and so is Mormonism.
      Israel's policy is a disgrace.
      Russia is a criminal state.
      The Chinese government is evil.
      Dutch elm disease is a plague.
      Black rats are vermin and must leave the pier.
      German cockroaches infest the pier.
      Landlords are greedy.
      I hate politicians.
      The women on the jury were liars, said the clerk.
    `),
  ),
);

test(
  'a slur counts where it is used, not where it is talked about or taken back',
  checkRows([
    ['That faggot again.', 'reject', 'hate'],
    ['I saw a tranny on the bus', 'reject', 'hate'],
    ['You dirty chink', 'reject', 'hate', 'commenter'],
    ['The word "faggot" is hateful.', 'approve'],
    ['They called my son a wetback.', 'approve'],
    ['Spic is a slur.', 'approve'],
    ['As a dyke I love this parade.', 'approve'],
    ['We queers have marched here since 1990.', 'approve'],
    ['There is a chink in the plan.', 'approve'],
  ]),
);

test('the finding marks the words that hurt, not the sentence', () => {
  const body = 'It is plain to see that immigrants are a bunch of filthy parasites in this town.';
  const { findings, marks } = moderateByRules({ body }, testPolicy);
  const [finding] = findings.filter(({ rule }) => rule === 'hate');
  expect(finding?.spans.map(({ start, end }) => body.slice(start, end))).toEqual(['filthy parasites']);
  expect(marks.find(({ label }) => label === 'IDENTITY_ATTACK')?.weight).toBeGreaterThan(0.5);
});
