/** What stands in a template's slots, in the order in which cases take them. */
export const groups =
  'Muslims|Jews|immigrants|women|gay people|trans people|disabled people|black people|Mexicans|refugees|Asians|lesbians|Hindus|' +
  'Arabs|Nigerians|blind people|Sikhs|bisexuals|autistic people|Filipinos|Haitians|Christians|foreigners|Micronesians|Somalis|' +
  'Roma|Pakistanis|homosexuals|deaf people|Catholics';

export const slots: Readonly<Record<string, readonly string[]>> = {
  /** A group, many. */
  g: groups.split('|'),
  /** One of a group. */
  s: 'Muslim|Jew|immigrant|gay man|trans woman|disabled person|black man|Mexican|refugee|Asian woman|lesbian|Hindu|Arab|Nigerian|Sikh|foreigner'.split(
    '|',
  ),
  /** One of a group, with its article. */
  as: 'a Muslim|a Jewish woman|an immigrant|a gay man|a trans woman|a disabled veteran|a black father|a Mexican|a refugee|a lesbian|a blind person|a Sikh'.split(
    '|',
  ),
  /** A trait of a group. */
  p: 'Muslim|gay|black|Mexican|Arab|transgender|Asian|lesbian|Nigerian|Haitian|Pakistani|Filipino'.split('|'),
  slur: 'kikes|faggots|niggers|wetbacks|trannies|spics|ragheads|gooks'.split('|'),
  slur1: 'kike|faggot|nigger|wetback|tranny|spic|raghead|gook'.split('|'),
  i: 'idiot|moron|imbecile|dimwit|scumbag|cretin'.split('|'),
  ai: 'an idiot|a moron|an imbecile|a complete idiot|a scumbag|a cretin'.split('|'),
  is: 'idiots|morons|imbeciles|dimwits|scumbags|cretins'.split('|'),
  name: 'Quellen|Brandt|Marta Quellen|Ivo Brandt'.split('|'),
  thing: 'the harbor levy|the rail project|the new stadium|that parking garage|the water rule|the zoning plan'.split(
    '|',
  ),
  country: 'China|Israel|Iran|France|Saudi Arabia|Japan'.split('|'),
  month: 'March|July|October|December'.split('|'),
};
