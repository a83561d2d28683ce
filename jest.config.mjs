const esmOnly = [
  'yocto-queue',
  'p-limit',
  '@asteasolutions',
  'uuid',
  'entities',
  'linkify-it',
  'uc.micro',
  'tldts',
  'tldts-core',
  'openapi3-ts',
  'lru-cache',
  'eld',
  'marked',
  'openid-client',
  'oauth4webapi',
  'jose',
];

const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: [],
  transform: {
    '^.+\\.(ts|tsx|js|mjs)$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript', tsx: true } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  moduleNameMapper: {
    '^@moderato/([a-z-]+)$': ['<rootDir>/packages/$1/src/index.ts', '<rootDir>/services/$1/src/index.ts'],
    // It exports for `import` alone, and Jest asks as `require` does.
    '^eld/([a-z]+)$': '<rootDir>/node_modules/eld/src/entries/static.$1.js',
    '^(\\.{1,2}/.*)\\.js$': ['$1', '$1.js'],
  },
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/.moderato', '/dist/'],
};

export default {
  ...shared,
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/packages', '<rootDir>/services', '<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  // Many tests wait for a browser, a database or a killed process: one for every core, where Jest leaves one out.
  maxWorkers: '100%',
  testTimeout: 30_000,
  globalSetup: '<rootDir>/tests/setup/start-shared-services.mjs',
  globalTeardown: '<rootDir>/tests/setup/stop-shared-services.mjs',
};
