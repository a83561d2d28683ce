// `npm run bench`: installs and builds what is missing, then `moderato bench` with the arguments given.
import { spawnSync } from 'node:child_process';
import { bootstrap } from './bootstrap.mjs';

await bootstrap();
const command = new URL('../services/cli/bin/moderato.js', import.meta.url).pathname;
process.exitCode =
  spawnSync(process.execPath, [command, 'bench', ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
