const openings = [
  'I have lived here for thirty years and',
  'The article leaves out that',
  'With respect to the last speaker,',
  'Nobody on the council seems to know that',
  'My neighbours and I agree that',
  'If you read the report,',
];
const middles = [
  'the levy was raised twice without a vote',
  'the bridge was closed before anyone had been asked',
  'the numbers from the transport office do not add up',
  'the team played better under the old coach',
  'rents near the harbour have doubled since the festival',
  'a treaty like this one was tried before and failed',
];
const endings = [
  'so I would like to see the minutes published.',
  'and the mayor should answer for it, however popular he is.',
  'which is why I shall vote the other way next time.',
  'but that does not make the whole policy wrong.',
  'and I wonder what the editors think of that.',
];
const nasty = ['You are a pathetic moron. ', 'What a bunch of lying scumbags. ', ''];

/** The `n`-th comment of an endless, repeatable series: some 190 characters, one in twenty of them uncivil. */
export function madeUpComment(n: number): string {
  const insult = n % 20 === 0 ? nasty[(n / 20) % 2] : '';
  return `${insult}${openings[n % 6]} ${middles[(n * 7) % 6]}, ${middles[(n * 5 + 1) % 6]}, ${endings[n % 5]}`;
}

/** A submission around it: a thousand authors write under fifty stories. No two say the same, for few readers do. */
export function madeUpSubmission(n: number, externalId: string): object {
  const author = n % 1_000;
  const story = n % 50;
  return {
    externalId,
    body: `${madeUpComment(n)} (${externalId})`,
    author: {
      id: `reader-${author}`,
      name: `Reader ${author}`,
      email: `reader${author}@example.org`,
      ip: '192.0.2.17',
    },
    story: { id: `story-${story}`, url: `https://paper.example/story-${story}`, title: `Story number ${story}` },
    acceptedTerms: true,
  };
}
