/** Slurs against a race, a people, a religion, a sexuality or the disabled, by how seldom they mean anything else. */
export const slurBands: [words: string, confidence: number][] = [
  [
    'nigger niggers nigga niggas niglet niglets kike kikes wetback wetbacks spic spics spick spicks gook gooks raghead ragheads ' +
      'towelhead towelheads sandnigger sandniggers faggot faggots fag fags tranny trannies shemale shemales darkie ' +
      'darkies darky jigaboo jigaboos porchmonkey porchmonkeys beaner beaners golliwog golliwogs muzzie muzzies paki pakis ' +
      'mudslime mudslimes muzrat muzrats camelfucker cameljockey slanteye slanteyes ' +
      'coonass boong boongs gyppo gyppos shitskin shitskins jungle-bunny nignog nignogs dothead dotheads lesbo lesbos ' +
      'poofter poofters kaffir kaffirs wetbacks zipperhead zipperheads greaseball pickaninny tarbaby',
    0.94,
  ],
  ['mongoloid mongoloids pikey pikeys halfbreed halfbreeds chinaman chinamen injun injuns', 0.6],
];

/** These have an everyday sense: they count only where they are aimed at somebody. */
export const doubtfulSlurs =
  'dyke dykes chink chinks coon coons jap japs cracker crackers homo homos squaw wog wogs yid yids heeb sambo abo abos cripples spaz spastic spastics gypo negro negroes';

/** Taken back by those whom they were meant for: of oneself and one's own they are no attack. */
export const reclaimed: ReadonlySet<string> = new Set(
  'nigga niggas queer queers dyke dykes fag fags faggot faggots tranny crip'.split(' '),
);
