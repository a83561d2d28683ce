// Sentences of our own: who is spoken of, and how.
import { capital, chance, one } from './chance.mjs';
import { all, fair, harshOnIdeas, harshOnThings, hateful, insulting, mentions } from './pairs-labels.mjs';
import * as lexicon from './pairs-lexicon.mjs';

const group = () => one(lexicon.groups);
const plural = () => group()[0];
const singular = () => {
  for (;;) {
    const [, s] = group();
    if (s) return s;
  }
};
const adjective = () => {
  for (;;) {
    const [, , a] = group();
    if (a) return a;
  }
};
const article = (noun) => (/^[aeiou]/i.test(noun) ? `an ${noun}` : `a ${noun}`);
const modified = () => (chance(0.25) ? `${one(lexicon.curses)} ` : '');

/** What is said against a group, "G" standing for it. */
const slander = () =>
  one([
    () =>
      `G are ${one(['', 'all ', 'nothing but ', 'just ', 'such ', 'so ', 'the most '])}${one(lexicon.lowAdjectives)}`,
    () =>
      `G are ${one(['', 'all ', 'nothing but ', 'just ', 'no better than ', 'like '])}${modified()}${one(lexicon.lowNouns)}`,
    () => `G ${one(lexicon.badDeeds)}`,
    () => `G ${one(lexicon.harms)}`,
    () => `I ${one(['', 'really ', 'truly ', 'absolutely '])}${one(lexicon.hateVerbs)} ${modified()}G`,
    () =>
      `${one(['we should', 'somebody should', 'let us', "it's time to", 'we need to', 'I want to', "I'm going to", 'you should', "we're going to", 'I would love to'])} ${one(lexicon.harmVerbs)} ${one(['', 'all ', 'all the ', 'every last one of the ', 'those ', 'these '])}G`,
    () =>
      `${one(['no', 'not one of the', 'none of the'])} G ${one(['deserve to live', 'should be allowed to vote', 'can be trusted', 'are worth anything', 'belong here', 'have any place in this country', 'are capable of decent work'])}`,
    () =>
      `G ${one(['make me sick', 'disgust me', 'are what is wrong with the world', 'give me the creeps', 'make my skin crawl', 'are a threat to our children', "aren't real people", 'are not human', 'are not normal', "don't belong here", 'are beneath us', 'are good for nothing', 'are only good for one thing', 'have no brains', 'are too stupid to learn'])}`,
    () => `the world would be better ${one(['without', 'off without', 'with no'])} ${one(['', 'any ', 'all these '])}G`,
    () =>
      `keep ${one(['the', 'those', 'all'])} G ${one(['away from our children', 'out of this country', 'off our streets', 'out of our schools', 'in their place'])}`,
  ]);
const slanderOf = (who) => slander()().replace(/\bG\b/g, who);
const opener = () =>
  chance(0.3)
    ? one([
        'Honestly, ',
        'In my opinion ',
        'I think ',
        'Let me be clear: ',
        'Sorry but ',
        'Everyone knows that ',
        'The truth is that ',
        'Face it, ',
        'As a taxpayer I say ',
        "I'm not prejudiced but ",
        'Say what you like, ',
        'Why is it that ',
        'If you ask me, ',
        'It is a fact that ',
        'You can see that ',
      ])
    : '';
const ending = () => one(['.', '.', '.', '!', '!!', '', ', end of story.', ', period.', '?', ' and that is that.']);
const said = (text) => capital(`${opener()}${text}`) + ending();

const hate = [
  () => said(slanderOf(plural())),
  () => said(slanderOf(`${one(['these', 'those', 'all the', 'all of these', 'you'])} ${modified()}${plural()}`)),
  () =>
    said(
      slanderOf(
        `${adjective()} ${one(['people', 'folks', 'men', 'women', 'kids', 'families', 'types', 'scum', 'immigrants'])}`,
      ),
    ),
  () =>
    `${capital(plural())} ${one(lexicon.neutralDeeds)}. ${said(slanderOf('they').replace(/ (all the |every last one of the |those |these )?they\b/g, ' them'))}`,
  () =>
    `${one(['Why are', 'How come', 'Since when are', 'Who decided that'])} ${plural()} ${one(lexicon.lowAdjectives)}?`,
  () => `${one(['Why are', 'How can'])} ${plural()} so ${one(lexicon.lowAdjectives)}?`,
  () =>
    `You are ${one(['just ', 'nothing but ', ''])}${article(`${one(lexicon.lowAdjectives)} ${singular()}`)}${ending()}`,
  () => `${one(['What a', 'Typical', 'Another', 'Bloody'])} ${one(lexicon.lowAdjectives)} ${singular()}${ending()}`,
  () =>
    `Being ${adjective()} is ${one(['a disease', 'disgusting', 'a sin against nature', 'a mental illness', 'sick', 'unnatural and vile', 'a crime'])}${ending()}`,
  () =>
    `${capital(one(['my neighbor', 'the guy at work', 'that woman', 'he', 'she']))} is ${article(singular())}, so ${one(['keep your wallet close', 'of course the place stinks', 'do not expect brains', 'no wonder it went wrong', 'watch your kids'])}${ending()}`,
  () =>
    `If ${plural()} ${one(['move in', 'get their way', 'come here', 'take over'])}, ${one(['burn it down', 'this town is finished', 'we will make them sorry', 'I will shoot the first one'])}${ending()}`,
];
const quoted = () => one([(t) => `“${t}”`, (t) => `"${t}"`, (t) => `'${t}'`, (t) => t])(slanderOf(plural()));
const counter = [
  () =>
    `${one(['Anyone who says that', 'Whoever thinks that', 'People who claim that', 'Those who shout that', 'A person who believes that', 'The man who wrote that'])} ${slanderOf(plural())} ${one(['is a bigot', 'should be ashamed', 'knows nothing', 'has no place on this page', 'is plainly wrong', 'does not speak for me', 'needs to meet a few', 'is spreading hate'])}.`,
  () =>
    `${one(['Saying', 'Writing', 'Claiming', 'Posting'])} ${quoted()} is ${one(['racist', 'hateful', 'wrong', 'unacceptable', 'bigoted', 'not an argument', 'vile and untrue', 'exactly the problem', 'against the rules here'])}.`,
  () =>
    `${quoted()} ${one(['is a hateful thing to say', '- that is what he shouted at us', 'was painted on the door of the temple', 'is what my grandmother had to hear', 'is never acceptable', 'is a lie', '- who says such things in 2020', 'is what they used to teach'])}.`,
  () =>
    `${one(['Stop saying', 'Do not write', 'Never say', 'I reject the idea', 'It is false', 'It is not true', 'Nobody should say', 'I cannot believe you wrote', 'How dare you say'])} that ${slanderOf(plural())}.`,
  () =>
    `${capital(plural())} are not ${one(lexicon.lowNouns)}, they are ${one(['people', 'our neighbors', 'citizens', 'human beings'])}.`,
  () =>
    `${one(["I don't", 'I do not', 'I never', 'We do not', 'No decent person would'])} ${one(['hate', 'despise', 'want to hurt', 'look down on', 'want to deport', 'want to get rid of'])} ${plural()}.`,
  () =>
    `${one(['No', 'Not all'])} ${plural()} are ${one([...lexicon.lowAdjectives, ...lexicon.lowNouns])}${one(['.', ', and you know it.', '; some people are just people.'])}`,
  () =>
    `${capital(plural())} ${one(['are often told', 'were told', 'had to hear'])} that they ${one(['are vermin', 'are inferior', 'should go home', 'do not belong', 'are filthy'])}${one([', and it is a disgrace.', '. That must end.', '. Shame on us.'])}`,
  () =>
    `${one(['The law protects', 'We must protect', 'Nobody may attack', 'It is a crime to beat'])} ${plural()} ${one(['from attacks', 'from hate', 'because of who they are', 'like everyone else'])}.`,
];
const kind = [
  () => said(`${plural()} are ${one(lexicon.goodAdjectives)}`).replace(/\?$/, '.'),
  () => said(`I ${one(lexicon.goodVerbs)} ${plural()}`).replace(/\?$/, '.'),
  () => `${capital(plural())} ${one(lexicon.neutralDeeds)}.`,
  () =>
    `${capital(plural())} ${one(lexicon.neutralDeeds)}${one([', says the census.', ' and the paper wrote about it.', ', which is good to see.', '. I did not know that.'])}`,
  () =>
    `${one(['I am', "I'm", 'My wife is', 'My son is', 'He is', 'She is', 'You are', 'Our teacher is', 'The new principal is', 'My best friend is'])} ${article(singular())}${one(['.', ' and proud of it.', ' and I love her.', ', so what?', ' from Hilo.', ' and a nurse.'])}`,
  () =>
    `${one(['I am', "I'm", 'My brother is', 'They are', 'You are', 'We are all'])} ${adjective()}${one(['.', ' and proud.', ' and happy.', ', and that is fine.'])}`,
  () =>
    `${capital(article(adjective()))} ${one(['family', 'couple', 'student', 'author', 'doctor', 'musician', 'candidate', 'neighbor'])} ${one(['moved in next door', 'won the prize', 'opened a bakery', 'spoke at the meeting', 'was elected', 'wrote this book'])}.`,
  () =>
    `${one(['As', 'Speaking as'])} ${article(singular())}, I ${one(['think the plan is good', 'disagree with the column', 'was glad to read this', 'would like to hear more about it', 'find the film moving'])}.`,
  () =>
    `${one(['It is wonderful to be', 'There is nothing wrong with being', 'Being'])} ${adjective()}${one(['.', ' is part of who I am.', ' is nobody’s business but mine.'])}`,
];
const insult = [
  () => [
    `You ${one(['are', "'re", 'sound like', 'must be'])} ${article(`${modified()}${one(lexicon.insults)}`)}${ending()}`,
    'pairs.to_commenter',
  ],
  () => [
    `You ${one(['are', 'people are', 'guys are', 'and your friends are'])} ${one(['so ', '', 'really ', 'just '])}${one(lexicon.insultAdjectives)}${ending()}`,
    'pairs.to_commenter',
  ],
  () => [
    `${one(lexicon.plainRemarks)} ${one(['What an', 'Typical', 'You'])} ${one(lexicon.insults)}${ending()}`,
    'pairs.to_commenter',
  ],
  () => [
    `${one(['Shut up', 'Get lost', 'Crawl back under your rock', 'Go play in traffic', 'Get a brain', 'Learn to think'])}, you ${one(lexicon.insults)}${ending()}`,
    'pairs.to_commenter',
  ],
  () => [
    `${one(['The author', 'This writer', 'The reporter', 'Whoever wrote this', 'The columnist', 'This so-called journalist'])} is ${article(`${modified()}${one([...lexicon.insults, 'hack', 'shill', 'propagandist'])}`)}${ending()}`,
    'pairs.to_author',
  ],
  () => [
    `${one(['The author', 'This writer', 'The reporter', 'Whoever wrote this'])} is ${one(lexicon.insultAdjectives)}${ending()}`,
    'pairs.to_author',
  ],
  () => [
    `You are not ${one(['just', 'only', 'merely'])} ${article(one(lexicon.insults))}, you are ${article(one(lexicon.insults))}${ending()}`,
    'pairs.to_commenter',
  ],
  () => [
    `You are no ${one(['expert', 'scientist', 'Christian', 'patriot', 'doctor', 'friend of mine'])}, ${one(['you are', 'just', 'only'])} ${article(one(lexicon.insults))}${ending()}`,
    'pairs.to_commenter',
  ],
  () => [
    `${one(["Don't be", 'Stop being', 'Try not to be', 'Why are you', 'Must you be'])} such ${article(one(lexicon.insults))}${ending()}`,
    'pairs.to_commenter',
  ],
  () => [`${capital(one(lexicon.people))} is ${article(`${modified()}${one(lexicon.insults)}`)}${ending()}`, null],
  () => [
    `Only ${article(one(lexicon.insults))} ${one(['would believe that', 'writes such things', 'votes for this', 'needs that explained'])}${ending()}`,
    null,
  ],
];
const menace = [
  () =>
    `I ${one(['will', "'ll", 'am going to', 'swear I will', 'know where you live and I will'])} ${one(lexicon.harmVerbs)} you${ending()}`,
  () =>
    `${one(['I hope', 'We all hope', 'I pray'])} ${one(['you', 'he', 'she', 'they', one(lexicon.people)])} ${one(['die', 'get shot', 'get cancer', 'burn', 'get what is coming', 'suffer a slow death'])}${ending()}`,
  () =>
    `Somebody ${one(['should', 'ought to', 'needs to'])} ${one(lexicon.harmVerbs)} ${one(['him', 'her', 'you', 'them all', one(lexicon.people)])}${ending()}`,
  () =>
    `${one(['Watch your back', 'You had better not sleep tonight', 'We know where your kids go to school', 'You are a dead man', 'Your days are numbered'])}${ending()}`,
];
const noMenace = [
  () =>
    `${one(['That joke', 'The heat', 'This traffic', 'My boss'])} is ${one(['killing me', 'going to be the death of me'])}.`,
  () =>
    `${one(['We will', 'They will', 'Our team will'])} ${one(['kill it', 'crush them', 'bury them', 'destroy them'])} ${one(['on Saturday', 'at the polls', 'in the second half', 'next season'])}.`,
  () => `${one(['I would kill for', 'I am dying for'])} ${one(['a coffee', 'a day off', 'tickets to that game'])}.`,
  () =>
    `The ${one(['police said the man was shot', 'driver was killed', 'soldiers were attacked', 'suspect was beaten'])} ${one(['on Monday', 'near the harbor', 'last night'])}.`,
];
const harsh = [
  () => [
    `${one(['This', 'That', 'The', 'Their', 'Your'])} ${one(lexicon.ideas)} is ${one(lexicon.harshIdeaAdjectives)}${ending()}`,
    harshOnIdeas,
  ],
  () => [`The ${one(lexicon.institutions)} is ${one(lexicon.harshIdeaAdjectives)}${ending()}`, harshOnIdeas],
  () => [`${capital(one(lexicon.people))} ${one(lexicon.acts)}${ending()}`, fair],
  () => [
    `${one(['I hate', 'I despise', 'I loathe', 'Screw', 'I am sick of'])} ${one(['this', 'that', 'my', 'the'])} ${modified()}${one(lexicon.things)}${ending()}`,
    harshOnThings,
  ],
  () => [
    `This ${modified()}${one(lexicon.things)} is ${one(['a piece of shit', 'fucking great', 'total crap', 'garbage', 'awful', 'a piece of junk', 'so damn good', 'trash', 'fucking awesome'])}${ending()}`,
    { ...harshOnThings, 'pairs.crude': 1 },
  ],
  () => [
    `${one(['Holy shit', 'Fuck', 'Damn', 'Hell yes', 'Oh shit', 'What the hell', 'No shit'])}, ${one(['what a game', 'that was close', 'it is cold today', 'I forgot my keys', 'we won', 'look at these prices'])}${ending()}`,
    { ...harshOnThings, 'pairs.crude': 1 },
  ],
  () => [
    `I ${one(lexicon.hateVerbs)} ${one(lexicon.unprotected)}${ending()}`,
    { ...all(0, 'pairs.hate'), ...all(0.05, 'civil.identity_attack', 'wiki.identity_hate', 'davidson.hate') },
  ],
  () => [
    `${capital(one(lexicon.unprotected))} are ${one([...lexicon.lowAdjectives, ...lexicon.lowNouns])}${ending()}`,
    { ...all(0, 'pairs.hate'), ...all(0.08, 'civil.identity_attack', 'wiki.identity_hate', 'davidson.hate') },
  ],
  () => [one(lexicon.plainRemarks), fair],
  () => [`${one(lexicon.plainRemarks)} ${one(lexicon.plainRemarks)}`, fair],
];
const unsaid = [
  () =>
    `You are ${one(['no', 'not an', 'hardly an', 'certainly no'])} ${one(lexicon.insults)}, ${one(['but I disagree', 'so why write this', 'I know that'])}.`,
  () =>
    `${one(['You are', 'She is', 'The author is', 'Our mayor is', 'He is', 'They are', 'I am'])} ${one(['no', 'not an', 'not a', 'hardly an', 'certainly no', 'anything but an'])} ${one(lexicon.insults)}${one(['.', '!', '', ', whatever they say.', ' and you know it.', ', so do not let them tell you that.', ', just wrong about this one.'])}`,
  () =>
    `${one(['You are', "You're", 'She is', 'The author is', 'Nobody here is', 'They are', 'These people are'])} not ${one(lexicon.insultAdjectives)}${one(['.', ' at all.', ', you just see it otherwise.', ', only misinformed.', ' for asking that.'])}`,
  () =>
    `${one(["I'm not saying", 'I am not saying', 'Nobody is saying', "I don't think", 'I do not believe', 'I never said', 'I would not say', 'It does not mean that', 'No one thinks'])} ${one(['you are', "you're", 'the author is', 'she is', 'the mayor is', 'he is'])} ${article(one(lexicon.insults))}${one(['.', ', but the numbers are off.', '. I only ask for a source.', ' for thinking so.'])}`,
  () =>
    `${one(["I don't think", 'Nobody said that', 'I never wrote that', 'That does not make you', "I wouldn't call you", "I wouldn't call the reporter"])} ${one(['', 'really '])}${one(lexicon.insultAdjectives)}${one(['.', ', just mistaken.', ' for disagreeing.'])}`.replace(
      /(think|said that|wrote that) (really )?/,
      (_, verb) => `${verb} you are ${chance(0.3) ? 'really ' : ''}`,
    ),
  () =>
    `${one(['He called me', 'She called the mayor', 'They were called', 'I was called'])} ${article(one(lexicon.insults))}${one([' in front of the class.', ' and that was wrong.', ', and nobody said a word.'])}`,
  () =>
    `${one(['Calling someone', 'Calling people', 'Do not call her', 'Please stop calling each other'])} ${article(one(lexicon.insults))} ${one(['is no argument', 'breaks the rules', 'helps nobody', 'is beneath this page'])}.`,
  () =>
    `"${capital(one(lexicon.insults))}" is ${one(['not an argument', 'what he shouted', 'a word I would not use', 'uncalled for'])}.`,
  () =>
    `${one(['I am', 'I was', 'I feel like'])} ${article(one(lexicon.insults))} for ${one(['forgetting that', 'not reading the fine print', 'believing them', 'buying two tickets'])}.`,
];

/** Each with its text and labels. */
export function* made() {
  const of = (list, n, labels) =>
    Array.from({ length: n }, () => {
      const text = one(list)();
      return { text, labels };
    });
  yield* of(hate, 7000, hateful);
  yield* of(counter, 4500, mentions);
  yield* of(kind, 6000, fair);
  yield* of(unsaid, 3500, mentions);
  yield* of(menace, 900, {
    ...fair,
    ...all(0.9, 'civil.toxicity', 'wiki.toxic_any', 'civil.threat', 'wiki.threat'),
    ...all(1, 'pairs.attack', 'pairs.menace'),
  });
  yield* of(noMenace, 700, fair);
  for (let i = 0; i < 4500; i++) {
    const [text, head] = one(insult)();
    yield { text, labels: { ...insulting, ...(head && { [head]: 1 }) } };
  }
  for (let i = 0; i < 4500; i++) {
    const [text, labels] = one(harsh)();
    yield { text, labels };
  }
}
