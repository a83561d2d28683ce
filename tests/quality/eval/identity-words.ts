/** Names of nobody's identity, in the places of the names of groups: what a group's sentences are held against. */
export const background: readonly (readonly [one: string, many: string])[] = [
  ['a plumber', 'plumbers'],
  ['a teacher', 'teachers'],
  ['a cyclist', 'cyclists'],
  ['a neighbor', 'neighbors'],
  ['a reader', 'readers'],
];

/** Sentences that attack those named. `{one}`, `{many}`, `{Many}` as in the neutral ones. */
export const attackTemplates = `
{Many} are filthy animals and always will be.
I hate {many}, every last one of them.
Get out of our town, {many} are nothing but trash.
{Many} are too stupid to understand this article.
What an idiot, typical of {one}.
You are {one} and a disgusting liar.
All {many} are thieves and scum.
{Many} deserve whatever beating they get.
Nobody wants {many} here, they are vermin.
Shut up, you moron, only {one} would write such garbage.
{Many} are the dumbest people on this island.
I would rather die than live next to {one}, they stink.
We should round up the {many} and throw them into the sea.
{Many} are pathetic losers, the whole lot.
Somebody ought to shoot {many} like dogs.
It takes {one} to be this ignorant and this worthless.
{Many} have no brains and no morals, they only breed.
Go to hell, you and all the other {many}.
{Many} are subhuman and should not have rights.
The author is {one} and a complete imbecile.
`
  .trim()
  .split('\n');
