import { clauseKinds } from '@moderato/domain';
import { compile } from '../index.js';
import { kindPatterns } from './index.js';

/** `kind demand "quoted words"`, one for each clause. */
const readingOf = (text: string): string[] =>
  compile(text).clauses.map((clause) => `${clause.kind} ${clause.demand} "${clause.text}"`);

test('every kind but "other" has a pattern', () => {
  const known = new Set<string>(kindPatterns.map(({ kind }) => kind));
  expect(clauseKinds.filter((kind) => !known.has(kind))).toEqual(['other']);
});

describe('how to speak', () => {
  test.each<[string, string[]]>([
    ['Please be respectful of other readers.', ['civility require "Please be respectful of other readers"']],
    ['Rudeness is out.', ['civility forbid "Rudeness is out"']],
    [
      'We encourage civil debate.',
      ['encouraged encourage "We encourage civil debate"', 'civility encourage "We encourage civil debate"'],
    ],
    ['The paper wrote about civil rights.', ['other inform "The paper wrote about civil rights"']],
    [
      'No name-calling, insults or threats.',
      ['personal_attack forbid "No name-calling, insults"', 'threat forbid "threats"'],
    ],
    ['Attack the argument, not the person.', ['personal_attack forbid "Attack the argument, not the person"']],
    ['Do not use profanity or obscene language.', ['good_taste forbid "Do not use profanity or obscene language"']],
    ['Keep it in good taste.', ['good_taste require "Keep it in good taste"']],
    ['Sexually explicit material is prohibited.', ['sexual forbid "Sexually explicit material is prohibited"']],
    [
      'We do not tolerate racism, sexism or hate speech.',
      ['hate forbid "We do not tolerate racism, sexism or hate speech"'],
    ],
    ['Bullying and harassment get you nowhere.', ['harassment forbid "Bullying and harassment get you nowhere"']],
    ['Never threaten violence.', ['threat forbid "Never threaten violence"']],
    ['DO NOT TYPE IN ALL CAPS!', ['shouting forbid "DO NOT TYPE IN ALL CAPS"']],
    ['Don’t feed the trolls.', ['trolling forbid "Don’t feed the trolls"']],
  ])('%s', (text, reading) => expect(readingOf(text)).toEqual(reading));
});

describe('what to say', () => {
  test.each<[string, string[]]>([
    ['Stay on topic.', ['off_topic require "Stay on topic"']],
    ['Off-topic posts are unwelcome.', ['off_topic forbid "Off-topic posts are unwelcome"']],
    ['No spam; no advertising.', ['spam forbid "No spam"', 'advertising forbid "no advertising"']],
    [
      'Posting the same comment again and again is not okay.',
      ['spam forbid "Posting the same comment again and again is not okay"'],
    ],
    ['Links are welcome.', ['links permit "Links are welcome"']],
    ['No more than two links.', ['links forbid "No more than two links"']],
    ['Up to three links are allowed.', ['links require "Up to three links are allowed"']],
    ['Respect copyright.', ['copyright forbid "Respect copyright"']],
    ['Libelous statements are barred here.', ['defamation forbid "Libelous statements are barred here"']],
    ['Do not spread misinformation.', ['misinformation forbid "Do not spread misinformation"']],
    [
      'Never post anyone’s home address or phone number.',
      ['privacy forbid "Never post anyone’s home address or phone number"'],
    ],
    ['Do not pretend to be somebody else.', ['impersonation forbid "Do not pretend to be somebody else"']],
    ['Promoting criminal activity is out.', ['illegal forbid "Promoting criminal activity is out"']],
    ['Do not promote your business.', ['advertising forbid "Do not promote your business"']],
    ['Illegal activity is out.', ['illegal forbid "Illegal activity is out"']],
    ['Write in English.', ['language require "Write in English"']],
    ['Keep it to 200 words.', ['length require "Keep it to 200 words"']],
    [
      'Do not argue with moderators in the thread.',
      ['moderation_talk forbid "Do not argue with moderators in the thread"'],
    ],
  ])('%s', (text, reading) => expect(readingOf(text)).toEqual(reading));
});

describe('who speaks, and what happens', () => {
  test.each<[string, string[]]>([
    ['You must agree to our Terms of Use.', ['terms require "You must agree to our Terms of Use"']],
    ['Here are the Terms of Use.', ['terms inform "Here are the Terms of Use"']],
    ['Required fields are marked *', ['required_fields require "Required fields are marked *"']],
    ['Use your real name.', ['real_name require "Use your real name"']],
    ['You do not have to use your real name.', ['real_name permit "You do not have to use your real name"']],
    ['Usernames may not be offensive.', ['username forbid "Usernames may not be offensive"']],
    ['You must log in to comment.', ['registration require "You must log in to comment"']],
    ['We may edit or delete any comment.', ['removal inform "We may edit or delete any comment"']],
    ['Repeat offenders will be blocked.', ['ban inform "Repeat offenders will be blocked"']],
    [
      'Repeat offenders may have their accounts banned.',
      ['ban inform "Repeat offenders may have their accounts banned"'],
    ],
    [
      'Users can flag posts for moderators to see.',
      [
        'report_channel inform "Users can flag posts for moderators to see"',
        'moderation_process inform "Users can flag posts for moderators to see"',
      ],
    ],
    ['You may appeal a decision.', ['appeal inform "You may appeal a decision"']],
    ['Report abuse with the flag button.', ['report_channel inform "Report abuse with the flag button"']],
    ['Your email address will not be published.', ['email_privacy inform "Your email address will not be published"']],
    ['Comments are moderated.', ['moderation_process inform "Comments are moderated"']],
    ['Write to abuse-reports@spam.com.', ['other inform "Write to abuse-reports@spam.com"']],
  ])('%s', (text, reading) => expect(readingOf(text)).toEqual(reading));
});

describe('what is welcome', () => {
  test.each<[string, string[]]>([
    ['Criticism of public officials is welcome.', ['permitted permit "Criticism of public officials is welcome"']],
    ['You are free to criticize us.', ['permitted permit "You are free to criticize us"']],
    ['Strong language is allowed.', ['permitted permit "Strong language is allowed"']],
    [
      'Criticism of officials is welcome; insults are not.',
      ['permitted permit "Criticism of officials is welcome"', 'personal_attack forbid "insults are not"'],
    ],
    ['Criticism of our staff is not welcome.', ['other inform "Criticism of our staff is not welcome"']],
    ['We welcome your thoughts.', ['encouraged encourage "We welcome your thoughts"']],
  ])('%s', (text, reading) => expect(readingOf(text)).toEqual(reading));
});
