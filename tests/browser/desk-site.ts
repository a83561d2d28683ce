import { randomBytes } from 'node:crypto';
import { type ConsoleOverrides, createConsole, loadConsoleConfig } from '@moderato/console';
import {
  indexCommentWords,
  insertModerator,
  keepMail,
  loginToken,
  MasterKeys,
  recordAutomaticDecisions,
  seal,
  writePreferences,
} from '@moderato/database';
import {
  type Attribute,
  type Decision,
  type Finding,
  type Mark,
  newId,
  type Policy,
  type Role,
} from '@moderato/domain';
import { createDeskBell, createSignals } from '@moderato/queues';
import {
  aDecision,
  aFinding,
  aPolicy,
  captureLog,
  createTestDatabase,
  insertTestComment,
  insertTestSite,
  type TestDatabase,
} from '@moderato/testkit';

const source =
  "By participating in online discussions you acknowledge that you have agreed to the Star-Advertiser's TERMS OF SERVICE. An insightful discussion of ideas and viewpoints is encouraged, but comments must be civil and in good taste, with no personal attacks. If your comments are inappropriate, you may be banned from posting.";

const clause = (id: string, kind: string, demand: string, text: string) => {
  const start = source.indexOf(text);
  return { id, kind, demand, text, start, end: start + text.length, params: {}, rules: [], enforced: true };
};

const deskPolicy: Policy = aPolicy({
  source,
  version: 2,
  clauses: [
    clause('encouraged-1', 'encouraged', 'encourage', 'An insightful discussion of ideas and viewpoints is encouraged'),
    clause('civility-1', 'civility', 'require', 'comments must be civil'),
    clause('good_taste-1', 'good_taste', 'require', 'in good taste'),
    clause('personal_attack-1', 'personal_attack', 'forbid', 'with no personal attacks'),
    clause('ban-1', 'ban', 'inform', 'you may be banned from posting'),
  ] as Policy['clauses'],
});

/** A finding under one of the site's clauses. */
export function finding(clauseId: string, changes: Partial<Finding> = {}): Finding {
  const { id, text, start, end } = deskPolicy.clauses.find((one) => one.id === clauseId) as Policy['clauses'][number];
  return aFinding({ clause: { id, text, start, end }, severity: 'moderate', ...changes });
}

/** A mark on the first occurrence of `words`. */
export function mark(body: string, words: string, label: Attribute, weight: number): Mark {
  const start = body.indexOf(words);
  return { start, end: start + words.length, label, weight };
}

export interface HeldComment {
  body: string;
  decision?: Partial<Decision>;
  author?: string;
  story?: string;
  parent?: { body: string; author?: string };
}

export interface DeskSite {
  origin: string;
  db: TestDatabase;
  siteId: string;
  masterKey: string;
  /**
   * A link that signs `name` in, once: an admin who had the tour, and whose decisions are sent at once, unless told
   * otherwise.
   */
  loginLink(name: string, as?: { role?: Role; preferences?: object }): Promise<string>;
  /** Keeps a mail with this HTML, and says where the mailbox is. */
  keepMail(subject: string, html: string): Promise<string>;
  /** Puts a comment before the moderators; returns its id. */
  hold(comment: HeldComment): Promise<string>;
  /** Tells the desks that something came, as the worker does. */
  ring(): void;
  /** Every decision on it, oldest first. */
  decisionsOf(commentId: string): Promise<{ decided_by: string; outcome: string; document: Decision }[]>;
  stop(): Promise<void>;
}

/** A console on a database of its own, with one site whose guidelines are live. */
export async function startDeskSite(
  webFolder: string,
  { policy = deskPolicy, ...overrides }: { policy?: Policy } & ConsoleOverrides = {},
): Promise<DeskSite> {
  const db = await createTestDatabase();
  const masterKey = randomBytes(32).toString('hex');
  const masterKeys = new MasterKeys([masterKey]);
  const siteId = await insertTestSite(db, policy);
  await db.owner.query(`update site set name = 'Hawaii Warrior World' where id = $1`, [siteId]);
  const config = { DATABASE_URL: db.url, MODERATO_MASTER_KEY: masterKey, HOST: '127.0.0.1', PORT: '0' };
  const service = await createConsole(loadConsoleConfig(config), {
    log: captureLog('console').log,
    webFolder,
    ...overrides,
  });
  const signals = createSignals({ databaseUrl: db.url });
  const bell = createDeskBell(signals, (error) => console.error(error), 1);
  const origin = `http://127.0.0.1:${(await service.start()).port}`;
  return {
    origin,
    db,
    siteId,
    masterKey,
    loginLink: async (name, { role = 'admin', preferences = {} } = {}) => {
      const id = newId(new Date());
      const set = { moderatorId: id, preferences: { undoSeconds: 0, tourSeen: true, ...preferences } };
      await db.database.withSite(siteId, async (tx) => {
        await insertModerator(tx, siteId, { id, name, role }, new Date());
        await writePreferences(tx, siteId, set, new Date());
      });
      return `${origin}/login?token=${loginToken(masterKeys, siteId, id, new Date(Date.now() + 3_600_000))}`;
    },
    keepMail: async (subject, html) => {
      const keptAt = new Date();
      const id = newId(keptAt);
      const [sender, recipient] = ['moderato@localhost', 'hawaiiwarriorworld@staradvertiser.example'];
      const mail = { id, messageId: `<${id}@moderato>`, sender, recipient, subject, text: '', html, keptAt };
      await db.database.withSite(siteId, (tx) => keepMail(tx, siteId, { ...mail, commentIds: [] }));
      return `${origin}/mail?key=${masterKeys.derive('mailbox')}`;
    },
    hold: (comment) => hold({ db, siteId, masterKeys, policy }, comment),
    ring: () => bell.ring(siteId),
    decisionsOf: async (commentId) =>
      (
        await db.owner.query(
          'select decided_by, outcome, document from decision where comment_id = $1 order by block_height',
          [commentId],
        )
      ).rows,
    stop: async () => {
      await service.stop();
      await signals.close();
      await db.drop();
    },
  };
}

interface Place {
  db: TestDatabase;
  siteId: string;
  masterKeys: MasterKeys;
  policy: Policy;
}

async function hold(
  { db, siteId, masterKeys, policy }: Place,
  { body, decision: changes, author, story, parent }: HeldComment,
): Promise<string> {
  const comment = await insertTestComment(db, siteId, { body });
  await db.owner.query('update comment set parent = $2 where id = $1', [comment.id, parent ?? null]);
  if (author) {
    const key = randomBytes(32);
    const { wrapped, version } = masterKeys.wrap(key);
    await db.owner.query(
      `update author set wrapped_key = $2, key_version = $3, profile = $4
       where id = (select author_id from comment where id = $1)`,
      [comment.id, wrapped, version, seal(key, JSON.stringify({ name: author, email: 'reader@private.example' }))],
    );
  }
  if (story) {
    await db.owner.query(`update story set title = $2 where id = (select story_id from comment where id = $1)`, [
      comment.id,
      story,
    ]);
  }
  const at = new Date();
  const guidelines = { version: policy.version, hash: policy.hash };
  const decision = aDecision(comment, { outcome: 'review', guidelines, decidedAt: at.toISOString(), ...changes });
  await db.database.withSite(siteId, (tx) => recordAutomaticDecisions(tx, siteId, [decision], at));
  await indexCommentWords(db.database, 100);
  return comment.id;
}
