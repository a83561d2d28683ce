import fc from 'fast-check';
import { detectLanguage } from './language.js';

const languageOf = (text: string) => detectLanguage(text).language;

/** What a moderator of an English site may meet; each one sentence of a reader. */
const elsewhere: Record<string, string[]> = {
  es: ['El alcalde no tiene ni idea de lo que hace.', 'Eres un idiota y nadie te quiere aquí.'],
  fr: ['Le maire devrait démissionner tout de suite.', 'Tu es un imbécile et personne ne t’écoute.'],
  de: ['Du bist ein Idiot und hast keine Ahnung.', 'Wer soll das denn alles bezahlen?'],
  pt: ['Você é um idiota e não sabe de nada.', 'Os moradores esperam há anos por uma parada de ônibus.'],
  it: ['Sei un idiota e non capisci niente.', 'Il sindaco dovrebbe vergognarsi di questa decisione.'],
  nl: ['Jij bent een idioot en je weet er niets van.', 'Ik ben het helemaal niet met u eens.'],
  sv: ['Kommunen borde skämmas över det här beslutet.', 'Jag håller inte alls med dig.'],
  da: ['Borgmesteren burde skamme sig over den beslutning.', 'Jeg er slet ikke enig med dig.'],
  fi: ['Olet idiootti etkä ymmärrä mitään.', 'Asukkaat ovat odottaneet uutta pysäkkiä vuosia.'],
  pl: ['Jesteś idiotą i nic nie rozumiesz.', 'Kto za to wszystko zapłaci?'],
  tr: ['Sen bir aptalsın ve hiçbir şey bilmiyorsun.', 'Bütün bunları kim ödeyecek?'],
  tl: ['Ikaw ay tanga at wala kang alam.', 'Dapat mahiya ang alkalde sa desisyong ito.'],
  ru: ['Ты идиот и ничего не понимаешь.', 'Кто за всё это заплатит?'],
  uk: ['Ти ідіот і нічого не розумієш.'],
  el: ['Είσαι ηλίθιος και δεν ξέρεις τίποτα.'],
  ar: ['أنت غبي ولا تعرف شيئا'],
  he: ['אתה אידיוט ולא מבין כלום'],
  ja: ['お前は馬鹿だ、何も分かっていない。'],
  zh: ['你是个白痴，什么都不懂。'],
  ko: ['너는 바보고 아무것도 몰라.'],
  hi: ['तुम मूर्ख हो और कुछ नहीं जानते।'],
};

test.each(Object.entries(elsewhere).flatMap(([language, texts]) => texts.map((text) => [language, text] as const)))(
  '%s: %s',
  (language, text) => {
    expect(languageOf(text)).toBe(language);
  },
);

test.each([
  'The council should have asked the neighbours first.',
  'you people never learn',
  'i cant believe they closed the libary agian, what a joke lol',
  'YOU ARE WRONG ABOUT THIS AND YOU KNOW IT',
  'Ho brah, the bows stay all buss up again, but they never quit',
  'He said “c’est la vie” and left, which tells you all about the man.',
  'My abuela used to say «el que no llora no mama», and she was right about that.',
  'See https://zeitung.example/der-buergermeister-tritt-zurueck and tell me what you think of it',
])('English: %s', (text) => {
  expect(languageOf(text)).toBe('en');
});

test.each([
  'lol',
  '+1',
  'Chang, Rolovich, Jones',
  'https://zeitung.example/der-buergermeister-tritt-zurueck',
  '@juan #hola',
  '😀😀😀',
  '42 : 17',
  '',
  'y o u',
  'aloha kakou',
  'wrong wrong wrong wrong wrong wrong',
  'nada nada nada nada nada nada nada',
])('too little to tell, or English: %s', (text) => {
  expect(['und', 'en']).toContain(languageOf(text));
});

const spanish = 'El alcalde no tiene ni idea de lo que hace y los vecinos llevan años pidiendo una parada de autobús.';
const english = 'They should have asked the people who live there before they spent the money.';

test.each([
  ['mostly Spanish', `Agreed. ${spanish}`, 'es'],
  ['more Spanish than English', `${spanish} ${spanish} ${english}`, 'es'],
  ['an English frame around Spanish', `This is what I think: ${spanish} That is all I have to say.`, 'es'],
  ['mostly English', `${english} ${english} ${english} No tiene ni idea.`, 'en'],
])('a mixed text is judged by its share: %s', (_, text, language) => {
  expect(languageOf(text)).toBe(language);
});

const pieces = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(fc.constantFrom('the', 'que', 'und', '@a', 'http://', 'www.', "'", '’', '\ud83d', '\udc00', 'é', '的'), {
      maxLength: 80,
    })
    .map((words) => words.join(' ')),
);

test('never throws, and says as little as a code and a share', () =>
  fc.assert(
    fc.property(pieces, (text) => {
      const { language, confidence } = detectLanguage(text);
      expect(language).toMatch(/^(?:und|[a-z]{2})$/);
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
      expect(detectLanguage(text)).toEqual({ language, confidence });
    }),
    { numRuns: 1_000 },
  ));

test.each(['a', "'", "a'", '@', '的', 'que no ', 'the ', '😀', '\ud83d', 'http://', 'é'])(
  'time grows with the length only: %s',
  (part) => {
    const began = performance.now();
    detectLanguage(part.repeat(65_536 / part.length));
    expect(performance.now() - began).toBeLessThan(1_000);
  },
);
