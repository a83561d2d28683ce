// `npm start`: installs and builds what is missing, then `moderato up` with the arguments given.
import { bootstrap } from './bootstrap.mjs';
import { endWithNpm } from './end-with-npm.mjs';

endWithNpm();
try {
  await bootstrap();
} catch (error) {
  process.stderr.write(`moderato: ${error.message}\n`);
  process.exit(1);
}
// In this process, not a child: there is one to stop, and none to be left behind.
process.argv.splice(2, 0, 'up');
await import('../services/cli/bin/moderato.js');
