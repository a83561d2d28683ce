import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { repositoryFiles as files, root } from './repository-files.js';

const sources = files.filter((file) => /\.(ts|tsx|mjs)$/.test(file));

/** Tables of data, exempt by name from the limit on length. */
const dataTables = /(lexicon|homoglyphs|confusables|phrases|words)\.(?:ts|mjs)$/;

test('no source file is longer than 300 lines', () => {
  const long = sources
    .filter((file) => !/\.test\.tsx?$/.test(file) && !dataTables.test(file))
    .filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 301);
  expect(long).toEqual([]);
});

test('no file or folder has a name that says nothing', () => {
  expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|misc|[a-z-]*manager)(\.|\/)/i.test(file))).toEqual([]);
});

test('file names are kebab-case', () => {
  const odd = sources.filter((file) => !/^[a-z0-9]+([-.][a-z0-9]+)*\.(ts|tsx|mjs)$/.test(basename(file)));
  expect(odd).toEqual([]);
});

test('the lockfile names no host', () => {
  expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved": "https?:/);
});

test('every version in a manifest is exact', () => {
  const loose = files
    .filter((file) => basename(file) === 'package.json')
    .flatMap((file) => {
      const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(join(root, file), 'utf8'));
      return Object.entries({ ...dependencies, ...devDependencies })
        .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)))
        .map(([name, version]) => `${file}: ${name} ${version}`);
    });
  expect(loose).toEqual([]);
});
