import fc from 'fast-check';
import { compile, guidelinesProblems } from '../index.js';
import { textOf } from './index.js';

describe('plain text', () => {
  test.each([
    'Be civil.\n\n- no spam\n- no links\n\n1. One\n2. Two\n',
    'Required fields are marked *',
    'Write to name [at] paper [dot] com, or (at) the desk.',
    'Do not use $#@!& or * to hide a word; snake_case_is_fine and 3 < 4 > 2.',
    'You may use <b> and <i> in comments.',
    'One\r\nTwo\r\n',
  ])('stays what it is: %j', (text) => expect(textOf(text)).toBe(text));
});

describe('Markdown', () => {
  test.each([
    ['emphasis', '**Be civil.** *No* __spam__, ~~never~~.', 'Be civil. No spam, never.'],
    ['links', 'Read the [terms](https://a.example/terms).', 'Read the terms.'],
    ['a link to report by', '[Report abuse](https://a.example/r).', 'Report abuse (https://a.example/r).'],
    ['an address behind words', 'Write to [the desk](mailto:d@a.example).', 'Write to the desk (d@a.example).'],
    ['code and escapes', 'Type `flag`, 3 \\* 4.', 'Type flag, 3 * 4.'],
    ['bullets and headings', '## Rules\n\n* be **civil**\n* no spam\n', '## Rules\n\n* be civil\n* no spam\n'],
  ])('loses its marks: %s', (_, markdown, text) => expect(textOf(markdown)).toBe(text));
});

const page = (body: string, head = ''): string =>
  `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;

describe('HTML', () => {
  test('items and paragraphs stand on lines of their own', () => {
    expect(
      textOf('<p>No <b>spam</b>.</p><ul><li>Be civil<li>Stay on topic</ul><p>You may be banned.<br>No links.</p>'),
    ).toBe('No spam.\n\n• Be civil\n• Stay on topic\n\nYou may be banned.\n\nNo links.');
  });

  test.each([
    ['split by markup', 'abuse<span>@</span><b>a.example</b>'],
    ['with a trap for robots in it', 'abuse<span style="display: none">.trap</span>@a.example'],
    ['as entities', '&#97;buse&#64;a.example'],
    ['behind a link', '<a href="mailto:abuse@a.example?subject=Hi">the editor</a>'],
    [
      'kept from robots by Cloudflare',
      '<a class="__cf_email__" data-cfemail="2a4b485f594f6a4b044f524b475a464f">[protected]</a>',
    ],
    ['with invisible letters in it', 'abu&shy;se@a&#8203;.example'],
    ['in the letters of another script', 'аbuse@а.example'],
    ['in words', 'abuse at a dot example'],
  ])('an address is found %s', (_, written) => {
    expect(compile(`<p>Report abuse to ${written}.</p>`).report.emails).toEqual(['abuse@a.example']);
  });

  test('a form within the site is named by its whole address where the page or the caller says where it is', () => {
    const form = '<p>To report a comment, use <a href="/flag">this form</a>.</p>';
    expect(compile(page(form, '<link rel="canonical" href="https://a.example/rules">')).report.other).toEqual([
      'https://a.example/flag',
    ]);
    expect(compile(page(form), { base: 'https://b.example/x/y' }).report.other).toEqual(['https://b.example/flag']);
    expect(compile(page(form)).report.other).toEqual(['/flag']);
  });

  test('what the page says of itself is no guideline', () => {
    const { clauses } = compile(
      page(
        '<nav><a href="/">Home</a><a href="/bans">Bans on plastic</a></nav><p>We use cookies to give you a better experience.</p>' +
          '<div class="newsletter"><p>Sign up for our newsletter and be polite.</p></div><main><p>No spam.</p></main>' +
          '<script>no("insults")</script><p hidden>No threats.</p><footer>© 2024. All rights reserved.</footer>',
      ),
    );
    expect(clauses.map(({ kind }) => kind)).toEqual(['spam']);
  });

  test('guidelines are found below an article that speaks of the same things', () => {
    const article =
      '<p>The court heard of threats, spam and harassment by a gang that the police had followed for months across the state.</p>'.repeat(
        8,
      );
    const { source } = compile(
      page(`<article>${article}</article><div id="respond"><p>Please be civil. No personal attacks.</p></div>`),
    );
    expect(source).toBe('Please be civil. No personal attacks.');
  });
});

test('a line of three times as many links costs some three times as much', () => {
  const costOf = (links: number): number => {
    const page = `${'<a href="/x">menu</a>'.repeat(links)}<p>Comments must be civil.</p>`;
    const before = process.cpuUsage();
    expect(textOf(page)).toContain('Comments must be civil.');
    return process.cpuUsage(before).user;
  };
  costOf(15_000); // Once to warm up.
  expect(costOf(45_000)).toBeLessThan(20 * costOf(15_000));
});

/** Pieces that look like markup, whole and broken, and words between them. */
const tangled = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '<p>',
          '</p>',
          '<b>',
          '</b>',
          '<li>',
          '<br>',
          '<a href="mailto:a@b.example">',
          '</a>',
          '<script>',
          '<',
          '>',
          '&lt;',
          '&amp;',
        ],
        ...[
          '**',
          '*',
          '_',
          '`',
          '[',
          '](',
          ')',
          '\\',
          '~~',
          '# ',
          '- ',
          '\n',
          '\n\n',
          '1. ',
          ' ',
          '&lt;p&gt;',
          '![',
          '<!--',
          '-->',
        ],
        ...[
          'Be civil.',
          'No spam',
          'must',
          'а@b.example',
          '\u200b',
          '\ud800',
          '…',
          'Links?',
          '[x]: y',
          '---',
          '<html>',
        ],
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

test('what is found in any text is found in it again', () =>
  fc.assert(
    fc.property(tangled, (posted) => {
      const policy = compile(posted);
      expect(textOf(policy.source)).toBe(policy.source);
      expect(compile(policy.source)).toEqual(policy);
      for (const { start, end, text } of policy.clauses) expect(policy.source.slice(start, end)).toBe(text);
    }),
    { numRuns: 400 },
  ));

test('no input throws: it compiles, and its problems are of the documented kinds', () =>
  fc.assert(
    fc.property(fc.oneof(tangled, fc.string({ unit: 'binary' })), (posted) => {
      for (const { code, detail } of guidelinesProblems(posted)) {
        expect(['not_text', 'too_long', 'empty', 'not_english', 'no_guidelines_found']).toContain(code);
        expect(detail).toMatch(/^[A-Z].*\.$/u);
      }
      compile(posted);
    }),
  ));
