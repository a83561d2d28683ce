/** The part of a pino logger that HTTP needs; services hand theirs in. */
export interface Log {
  info(fields: object): void;
  warn(fields: object): void;
  error(fields: object): void;
}
