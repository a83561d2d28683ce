import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { repositoryFiles, root } from './repository-files.js';

/** house-style.md, section 1: what may import what. */
const pure = ['text', 'engine', 'guidelines', 'civility', 'enforcement'];
const edge = ['config', 'observability', 'http', 'database', 'queues', 'webhooks', 'email', 'pages', 'embedded'];
/** Opens for every process what the edge packages make; nothing but services imports it. */
const frame = ['runtime'];
const services = ['intake', 'worker', 'delivery', 'console', 'cli'];
const allowed: Record<string, string[]> = {
  domain: [],
  client: [],
  ...Object.fromEntries([...pure, ...edge].map((name) => [name, ['domain']])),
  engine: ['domain', 'text', 'guidelines', 'civility'],
  guidelines: ['domain', 'text'],
  civility: ['domain', 'text'],
  runtime: ['domain', ...edge],
  testkit: ['domain', ...pure, ...edge],
  ...Object.fromEntries(services.map((name) => [name, ['domain', ...pure, ...edge, ...frame]])),
  'console-web': ['domain', 'console'],
  tests: ['domain', ...pure, ...edge, 'testkit', ...services],
};

interface Workspace {
  folder: string;
  name: string;
  manifest: { exports?: Record<string, unknown>; dependencies?: Record<string, string> };
}

const workspaces: Workspace[] = repositoryFiles
  .filter((file) => file.endsWith('/package.json'))
  .map((file) => {
    const manifest = JSON.parse(readFileSync(join(root, file), 'utf8'));
    return { folder: dirname(file), name: manifest.name.replace('@moderato/', ''), manifest };
  });

const sourcesOf = ({ folder }: Workspace): string[] =>
  repositoryFiles.filter(
    (file) =>
      file.startsWith(`${folder}/`) &&
      /\.tsx?$/.test(file) &&
      !(folder === 'services/console' && file.startsWith('services/console/web/')),
  );

const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    (match) => match[1] as string,
  );

test('every workspace is in the table', () => {
  expect(workspaces.map(({ name }) => name).filter((name) => !(name in allowed))).toEqual([]);
});

test('a package exports its root only', () => {
  const deep = workspaces.filter(({ manifest }) => Object.keys(manifest.exports ?? {}).some((path) => path !== '.'));
  expect(deep.map(({ name }) => name)).toEqual([]);
});

test.each(workspaces)('$name imports only what it may, and declares it', (workspace) => {
  const declared = Object.keys(workspace.manifest.dependencies ?? {}).filter((name) => name.startsWith('@moderato/'));
  const faults = declared
    .filter((name) => !allowed[workspace.name]?.includes(name.replace('@moderato/', '')))
    .map((name) => `package.json: ${name}`);
  for (const file of sourcesOf(workspace)) {
    const isTest = /\.test\.tsx?$|\/src\/testing\//.test(file);
    for (const specifier of importsOf(file)) {
      const ours = /^@moderato\/([^/]+)$/.exec(specifier)?.[1];
      const testOnly = isTest && ours === 'testkit';
      if (ours && !testOnly && ours !== workspace.name && !declared.includes(specifier))
        faults.push(`${file}: ${specifier}`);
      if (/^@moderato\/.+\//.test(specifier)) faults.push(`${file}: ${specifier} is a deep import`);
      if (specifier.startsWith('.')) {
        const target = relative(workspace.folder, join(dirname(file), specifier));
        // The desk takes the types of its own service's API, and nothing that runs.
        if (target.startsWith('..') && workspace.name !== 'console-web')
          faults.push(`${file}: ${specifier} leaves its workspace`);
      }
    }
  }
  expect(faults).toEqual([]);
});
