import { checkAsked } from '../testing/asked.js';

const story = {
  title: 'Warriors quarterback leads comeback over Nevada',
  summary:
    'The sophomore quarterback threw for three touchdowns in the second half as the Warriors football team came back from a deficit of seventeen points. ' +
    'The defense forced two fumbles, and a late interception by the linebacker sealed the victory before a crowd of nine thousand at the stadium. The coach praised his receivers.',
};
const politics =
  'The president and the congress should stop this border nonsense, the senator from out east voted for immigration again and every republican knows it well.';
const elsewhere =
  'My grandmother grew orchids behind her cottage, watering them every morning with rainwater collected from wooden barrels, humming melodies nobody recognized, sometimes whispering secrets towards blossoms.';

test(
  'what has nothing to do with the story, or says so itself',
  checkAsked('off-topic', [
    [{ body: politics, story: { title: story.title } }, 'review'],
    [{ body: politics, story }, 'review'],
    [{ body: elsewhere, story }, 'review'],
    [{ body: 'Sorry for going off topic, but who fixes the lights on my street?', story }, 'review'],
    [{ body: elsewhere, story: { title: story.title } }, 'approve'],
    [{ body: elsewhere, story: { ...story, title: 'Open thread: Warriors at Nevada' } }, 'approve'],
    [{ body: `${politics} The Warriors should play there.`, story }, 'approve'],
    [{ body: politics, story, parent: { body: 'What do you think of the president and the border?' } }, 'approve'],
    [{ body: 'What a night, I was there with my dad and we lost our voices.', story }, 'approve'],
    [{ body: elsewhere }, 'approve'],
  ]),
);
