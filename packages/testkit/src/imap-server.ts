import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.js';

/** Where Debian's package puts it. */
const program = '/usr/sbin/dovecot';
/** Dovecot will not let root read mail; Debian's nobody can, and needs no account of its own. */
const nobody = 65_534;

/** Why tests with an IMAP server must be skipped here; null where they can run. Throws where nothing may be skipped. */
export function imapMissing(): string | null {
  if (existsSync(program)) return null;
  if (process.env.MODERATO_NO_SKIP) throw new Error('dovecot is missing, and nothing may be skipped');
  return `no dovecot at ${program}`;
}

export interface ImapServer {
  /** Of one user's mailbox. */
  urlOf(user: string): string;
  port: number;
  password: string;
  close(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

const configOf = (
  folder: string,
  port: number,
  ids: { user: string; group: string; uid: number; gid: number },
): string => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain
default_internal_user = ${ids.user}
default_internal_group = ${ids.group}
default_login_user = ${ids.user}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${folder}/mail/%u
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=${ids.uid} gid=${ids.gid} home=${folder}/home/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`;

/** A real IMAP server (Dovecot) on loopback, with a mailbox for whoever signs in; gone with its mails on close. */
export async function startImapServer(): Promise<ImapServer> {
  const folder = mkdtempSync(join(tmpdir(), 'moderato-imap-'));
  const isRoot = userInfo().uid === 0;
  const { uid, gid } = isRoot ? { uid: nobody, gid: nobody } : userInfo();
  const user = isRoot ? 'nobody' : userInfo().username;
  const port = await freePort();
  for (const name of ['run', 'state', 'mail', 'home']) mkdirSync(join(folder, name));
  writeFileSync(
    join(folder, 'dovecot.conf'),
    configOf(folder, port, { user, group: isRoot ? 'nogroup' : user, uid, gid }),
  );
  if (isRoot)
    for (const name of ['', 'run', 'state', 'mail', 'home', 'dovecot.conf']) chownSync(join(folder, name), uid, gid);
  chmodSync(folder, 0o755);
  const server: ChildProcess = spawn(program, ['-F', '-c', join(folder, 'dovecot.conf')], {
    env: { PATH: process.env.PATH ?? '' },
    stdio: 'ignore',
    ...(isRoot && { uid, gid }),
  });
  const ended = once(server, 'exit');
  await eventually('Dovecot to listen', () => canConnect(port), 30_000);
  return {
    urlOf: (name) => `imap://${name}:secret@127.0.0.1:${port}/INBOX`,
    port,
    password: 'secret',
    async close() {
      if (server.exitCode === null) server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function canConnect(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'data', { signal: AbortSignal.timeout(1_000) });
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
