import { AppError } from '@moderato/domain';
import fc from 'fast-check';
import { z } from 'zod';
import { jsonPointer, parseBody, parseParameters } from './field-problems.js';

const schema = z.strictObject({
  name: z.string().min(1).max(3),
  count: z.int().min(2),
  tags: z.array(z.string()).max(1),
  kind: z.enum(['x', 'y']),
  mail: z.email(),
  from: z.union([z.string().regex(/^\//), z.strictObject({ value: z.string() })]),
  'a/b~c': z.boolean(),
});

const problemsOf = (work: () => unknown) => {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof AppError && error.status === 422) return error.errors ?? [];
    throw error;
  }
};

test('every bad field is named once, by pointer and code', () => {
  const input = {
    name: '',
    count: 1,
    tags: ['a', 'b'],
    kind: 'z',
    mail: 'no',
    from: { valu: 1 },
    'a/b~c': 'no',
    more: 1,
  };
  const problems = problemsOf(() => parseBody(schema, input));
  expect(problems.map(({ pointer, code }) => `${pointer} ${code}`).toSorted()).toEqual([
    '/a~1b~0c invalid_type',
    '/count too_small',
    '/from invalid_type',
    '/kind invalid_value',
    '/mail invalid_format',
    '/more unknown',
    '/name required',
    '/tags too_big',
  ]);
});

test('fields that are missing are required, whatever their type', () => {
  const problems = problemsOf(() => parseBody(schema, {}));
  expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['required']));
  expect(problems).toHaveLength(7);
});

test.each([[undefined], [null], [7], ['text'], [[]]])('a body that is %j is one problem of the whole', (input) => {
  expect(problemsOf(() => parseBody(schema, input))).toMatchObject([{ pointer: '' }]);
});

test('parameters are named, not pointed at', () => {
  const query = z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(50) });
  expect(problemsOf(() => parseParameters(query, { limit: '101' }))).toEqual([
    { parameter: 'limit', code: 'too_big', detail: 'must be at most 100' },
  ]);
  expect(problemsOf(() => parseParameters(query, { limt: '1' }))).toMatchObject([
    { parameter: 'limt', code: 'unknown' },
  ]);
});

test('no value of the input is ever quoted', () => {
  const marked = 'MARKED-VALUE';
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.constantFrom(...Object.keys(schema.shape)),
        fc.constantFrom<unknown>(marked, [marked, marked], { deep: marked }),
      ),
      (input) => {
        expect(JSON.stringify(problemsOf(() => parseBody(schema, input)))).not.toContain(marked);
      },
    ),
  );
});

test('pointers are escaped as RFC 6901 says', () => {
  expect(jsonPointer(['a/b', 0, 'm~n'])).toBe('/a~1b/0/m~0n');
});
