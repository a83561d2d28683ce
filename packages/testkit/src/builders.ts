import { randomBytes, randomUUID } from 'node:crypto';
import { addUndecided, insertSite, publishGuidelines } from '@moderato/database';
import {
  attributes,
  type Decision,
  newId,
  type Policy,
  type Scores,
  saltedHash,
  siteSettingsSchema,
} from '@moderato/domain';
import type { TestDatabase } from './test-database.js';

/** A policy of one clause, against personal attacks, as the guidelines package would compile it. */
export const aPolicy = (changes: Partial<Policy> = {}): Policy => ({
  hash: 'a'.repeat(64),
  version: 1,
  source: 'No personal attacks.',
  clauses: [
    {
      id: 'personal_attack-1',
      kind: 'personal_attack',
      demand: 'forbid',
      text: 'No personal attacks',
      start: 0,
      end: 19,
      params: {},
      rules: ['personal-attack'],
      enforced: true,
    },
  ],
  checks: [
    { rule: 'personal-attack', clauseId: 'personal_attack-1', thresholds: { review: 0.5, reject: 0.8 }, params: {} },
  ],
  report: { emails: ['editor@paper.example'], other: [] },
  limits: {},
  ...changes,
});

/** A site with live guidelines; returns its id. */
export async function insertTestSite({ database }: TestDatabase, policy = aPolicy(), at = new Date()): Promise<string> {
  const siteId = newId(at);
  const settings = siteSettingsSchema.parse({});
  await database.withSite(siteId, async (tx) => {
    await insertSite(tx, { id: siteId, slug: `site-${siteId}`, name: 'Test Site', settings }, at);
    await publishGuidelines(tx, { id: newId(at), siteId, policy, at });
  });
  return siteId;
}

export interface TestComment {
  id: string;
  externalId: string;
  flushId: string;
}

/** A pending comment as intake would have left it. */
export async function insertTestComment(
  { database }: TestDatabase,
  siteId: string,
  { body = 'An ordinary comment.', at = new Date(), flushId = randomUUID() } = {},
): Promise<TestComment> {
  const [id, authorId, storyId] = [newId(at), newId(at), newId(at)];
  const externalId = `c-${id}`;
  const salt = randomBytes(16);
  await database.withSite(siteId, async (tx) => {
    await tx.query(
      `insert into author (id, site_id, external_id, key_version, created_at, updated_at) values ($1, $2, $3, 1, $4, $4)`,
      [authorId, siteId, `a-${authorId}`, at],
    );
    await tx.query(
      `insert into story (id, site_id, external_id, url, title, created_at, updated_at)
       values ($1, $2, $3, 'https://paper.example/story', 'A story', $4, $4)`,
      [storyId, siteId, `s-${storyId}`, at],
    );
    await tx.query(
      `insert into comment (id, site_id, external_id, author_id, story_id, body, salt, text_hash, received_at, flush_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [id, siteId, externalId, authorId, storyId, body, salt, saltedHash(salt, body), at, flushId],
    );
    await addUndecided(tx, siteId, { flushId, receivedAt: at, revisions: [[id, 1]] });
  });
  return { id, externalId, flushId };
}

export const aDecision = (comment: TestComment, changes: Partial<Decision> = {}): Decision => ({
  id: newId(new Date()),
  commentId: comment.id,
  externalId: comment.externalId,
  revision: 1,
  outcome: 'approve',
  probability: 0,
  scores: Object.fromEntries(attributes.map((attribute) => [attribute, 0])) as Scores,
  marks: [],
  findings: [],
  guidelines: { version: 1, hash: 'a'.repeat(64) },
  engine: { version: 'test', model: null },
  degraded: [],
  decidedBy: 'rules',
  decidedAt: '2026-11-23T10:00:00.000Z',
  ...changes,
});

export const aFinding = (changes: Partial<Decision['findings'][number]> = {}): Decision['findings'][number] => ({
  rule: 'personal-attack',
  clause: { id: 'personal_attack-1', text: 'No personal attacks', start: 0, end: 19 },
  severity: 'severe',
  confidence: 0.9,
  target: 'commenter',
  spans: [{ start: 0, end: 2 }],
  explanation: 'Insults another commenter directly.',
  ...changes,
});
