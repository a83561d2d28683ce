export { tryPort } from './free-port.js';
export { commandLineOf, endProcess, isAlive } from './processes.js';
export { forgetPostgres, type RunningPostgres, type StartPostgresOptions, startPostgres } from './start-postgres.js';
export { forgetRedis, type RunningRedis, startRedis } from './start-redis.js';
export { writeWhole } from './write-whole.js';
