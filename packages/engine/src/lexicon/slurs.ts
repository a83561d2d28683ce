/** Slurs against a race, a people, a religion, a sexuality or the disabled, by how seldom they mean anything else. */
export const slurBands: [words: string, confidence: number][] = [
  [
    'nigger niggers nigga niggas niglet kike kikes wetback wetbacks spic spics spick gook gooks raghead ragheads ' +
      'towelhead towelheads sandnigger sandniggers faggot faggots fag fags tranny trannies shemale shemales darkie ' +
      'darkies jigaboo porchmonkey beaner beaners golliwog coonass muzzie muzzies paki pakis',
    0.94,
  ],
  ['mongoloid spastic gyppo pikey pikeys halfbreed chinaman injun', 0.6],
];

/** These have an everyday sense: they count only where they are aimed at somebody. */
export const doubtfulSlurs =
  'dyke dykes chink chinks coon coons jap japs cracker crackers homo homos squaw queer queers';
