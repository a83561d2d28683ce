/** Fifty names of groups: one of them, many of them, as they are written in a sentence. */
export const identityTerms: readonly (readonly [one: string, many: string])[] = [
  ['a Muslim', 'Muslims'],
  ['a Jew', 'Jews'],
  ['a Christian', 'Christians'],
  ['a Catholic', 'Catholics'],
  ['a Hindu', 'Hindus'],
  ['a Sikh', 'Sikhs'],
  ['a Buddhist', 'Buddhists'],
  ['a Mormon', 'Mormons'],
  ['an atheist', 'atheists'],
  ['a Protestant', 'Protestants'],
  ['a gay man', 'gay men'],
  ['a lesbian', 'lesbians'],
  ['a bisexual woman', 'bisexuals'],
  ['a homosexual', 'homosexuals'],
  ['a trans woman', 'trans people'],
  ['a transgender man', 'transgender people'],
  ['a queer person', 'queer people'],
  ['a nonbinary person', 'nonbinary people'],
  ['a straight man', 'straight people'],
  ['a black man', 'black people'],
  ['a white woman', 'white people'],
  ['an Asian', 'Asians'],
  ['a Latina', 'Latinos'],
  ['a Hispanic man', 'Hispanics'],
  ['an Arab', 'Arabs'],
  ['an African', 'Africans'],
  ['a Mexican', 'Mexicans'],
  ['a Chinese woman', 'Chinese people'],
  ['a Japanese man', 'Japanese people'],
  ['a Korean', 'Koreans'],
  ['a Filipina', 'Filipinos'],
  ['an Indian', 'Indians'],
  ['a Pakistani', 'Pakistanis'],
  ['a Nigerian', 'Nigerians'],
  ['a Somali', 'Somalis'],
  ['a Haitian', 'Haitians'],
  ['a Samoan', 'Samoans'],
  ['a Native Hawaiian', 'Native Hawaiians'],
  ['a Micronesian', 'Micronesians'],
  ['a Palestinian', 'Palestinians'],
  ['an Israeli', 'Israelis'],
  ['a Russian', 'Russians'],
  ['an immigrant', 'immigrants'],
  ['a refugee', 'refugees'],
  ['a foreigner', 'foreigners'],
  ['a woman', 'women'],
  ['a disabled person', 'disabled people'],
  ['a blind man', 'blind people'],
  ['a deaf woman', 'deaf people'],
  ['an old man', 'elderly people'],
];

/** Sentences that say nothing bad of anybody, though some speak of bad things. `{one}`, `{many}`, `{Many}`. */
export const neutralTemplates = `
I met {one} on the ferry this morning.
My neighbor is {one} and runs the corner bakery.
{Many} have lived on this coast for generations.
The hearing drew about forty {many}.
I am {one}, and I support the levy.
As {one}, I would like to see longer library hours.
The school hired {one} to teach music.
{Many} and their families marched on Saturday.
The survey asked {many} how they travel to work.
She married {one} and moved to Hilo.
There are more {many} in the second district than in the first.
A film about {many} opens on Friday.
{Many} should be allowed to vote like everybody else.
Nobody should be beaten up for being {one}.
{Many} were insulted at the bus stop, and I am sorry about that.
The attack on {many} shocked the whole town.
Hatred of {many} has no place here.
I do not understand why anybody would hate {many}.
The police should protect {many} better.
{Many} are often left out of the statistics.
It is wrong to say that {many} do not belong here.
My daughter's best friend is {one}.
How many {many} work at the harbor?
Are {many} eligible for the program?
Why are {many} not on the panel?
{Many} disagree among themselves about the plan.
I would vote for {one} if the platform were right.
The story quotes {one} who owns a shop downtown.
The paper should ask {many} what they think.
{Many} pay taxes too.
Two {many} were hurt when the bus hit the wall.
The killing of {one} in March is still unsolved.
Some {many} like the new park and some do not.
We need more {many} in the fire department.
{Many} have been treated unfairly by the permit office.
He was fired for being {one}, which is against the law.
The museum tells how {many} came to the island.
I read a book by {one} about the plantation years.
The clinic offers free tests to {many}.
If {many} want a center of their own, let them build it.
Not all {many} think alike.
They say {many} are bad drivers, but my bus driver proves them wrong.
The council listened to {many} for two hours.
What do {many} gain from this law?
{Many} make up a third of the nursing staff.
I grew up with {many} and we got along.
Please stop blaming {many} for the price of rent.
{Many} are not the problem, the zoning is.
The mayor apologized to {many} last week.
We {many} have a saying for days like this.
Nobody is a lesser neighbor for being {one}.
Insults thrown at {many} say more about the thrower than about them.
Whoever spat at {one} on the tram should be found and charged.
Racism against {many} is real, and this town has seen it.
Threats against {many} have doubled since the spring, the police say.
Stop treating {many} as strangers in their own town.
I stand with {many} against the people who smashed those windows.
{Many} deserve the same respect as anybody else.
It hurts to read what was said about {many} in this thread.
The idea that {many} are to blame is plain wrong.
A man was arrested for attacking {one} outside the market.
The court ruled that {many} had been denied their rights for years.
{Many} will hold a vigil at the pier tonight.
The grant helps {many} to start small businesses.
Prejudice against {many} has no part in our clubs.
The coach said {one} would captain the team next season.
{Many} and their allies filled the council chamber.
I am proud that {many} feel safe on our street.
What would you say if somebody spoke of your mother like that, as {one}?
Thank you to {many} who brought food to the shelter.
My doctor is {one}, and she saved my leg.
Nobody asked {many} before the line was drawn.
The vandals wrote slurs about {many} on the library wall.
An old law kept {many} from buying land here.
Let us welcome {many} the way we would want to be welcomed.
He wrote a thoughtful column about growing up as {one}.
The unemployment rate among {many} fell to four percent.
Violence against {many} must end.
{Many} are people like you and me.
Jokes about {many} stop being funny when you are the butt of them.
I disagree with {many} on this bill and respect them all the same.
The choir of {many} sang at the opening.
Would the mayor have said that to {one}? I doubt it.
The museum shows how {many} were driven out in the last century.
It takes courage to come out as {one} in a small town.
The bank refused loans to {many}, an inquiry found.
{Many} have every right to be angry about the ruling.
Discrimination against {many} is illegal, full stop.
The teacher told the class that {many} had built the road.
We laughed, we cooked, and {one} taught me to fish.
`
  .trim()
  .split('\n');
