import { guidelinesProblems } from './index.js';

const german =
  'Bitte bleiben Sie höflich. Beleidigungen, Drohungen und Werbung werden gelöscht. Wer sich nicht an die Regeln hält, ' +
  'wird gesperrt. Fragen beantwortet die Redaktion per Brief.';
const russian = 'Пожалуйста, будьте вежливы. Оскорбления и реклама будут удалены. Нарушители будут заблокированы.';
const article = '<p>The council voted on Monday to widen the bridge. Work begins in the spring, the mayor said.</p>';

const crime =
  '<p>The court heard of threats, spam and harassment by a gang that the police had followed for months.</p>' +
  '<p>"They insulted us," said a neighbour who was bullied by them, according to the indictment.</p>';

test.each<[string, string, string[]]>([
  ['good', 'Be civil.', []],
  ['good, in a page', `<html><body><p>Be civil.</p></body></html>`, []],
  ['empty', '', ['empty']],
  ['without words', ' 123 \n*** ', ['empty']],
  ['of tags alone', '<html><body><p></p><script>be("civil")</script></body></html>', ['empty']],
  ['too long', 'Be civil. '.repeat(20_001), ['too_long']],
  ['in a page too long', `<p>Be civil.</p>${' '.repeat(1_000_001)}`, ['too_long']],
  ['long for their markup alone', `<p>Be civil.</p><style>${'p{color:red}'.repeat(40_000)}</style>`, []],
  ['NUL', 'Be\0civil', ['not_text']],
  ['a picture', '\ufffdPNG\r\n\u001a\n\ufffd\u0001\ufffdJFIF\ufffd\u0002be civil', ['not_text']],
  ['in German', german, ['not_english']],
  ['in Russian', russian, ['not_english']],
  ['an article', article, ['no_guidelines_found']],
  ['an article on threats and insults', crime.repeat(4), ['no_guidelines_found']],
  ['talk', 'The sky is blue.', ['no_guidelines_found']],
])('%s guidelines', (_, source, codes) => expect(guidelinesProblems(source).map(({ code }) => code)).toEqual(codes));
