export { tryPort } from './free-port.js';
export { commandLineOf, endProcess, isAlive } from './processes.js';
export { type RunningPostgres, type StartPostgresOptions, startPostgres } from './start-postgres.js';
export { type RunningRedis, startRedis } from './start-redis.js';
