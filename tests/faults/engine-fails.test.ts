import { aDecision, eventually } from '@moderato/testkit';
import type { WorkerOverrides } from '@moderato/worker';
import { OneModerato } from './one-moderato.js';

let moderato: OneModerato;
beforeEach(async () => {
  moderato = await OneModerato.make();
  await moderato.start('intake');
  await moderato.start('delivery');
  await moderato.subscribe();
});
afterEach(() => moderato.dispose());

/** An engine of which a test takes the model away, or which it makes throw. */
function breakable() {
  const state = { fault: null as 'throws' | 'model_missing' | 'model_failed' | null };
  const moderate: NonNullable<WorkerOverrides['moderate']> = (_, policy) => {
    if (state.fault === 'throws') throw new Error('broken on purpose');
    const { outcome, probability, scores, marks, findings } = aDecision({ id: '', externalId: '', flushId: '' });
    return {
      outcome: state.fault ? 'review' : outcome,
      probability,
      scores,
      marks,
      findings,
      guidelines: { version: policy.version, hash: policy.hash },
      engine: { version: 'test', model: state.fault ? null : 'civ-1' },
      degraded: state.fault ? [state.fault] : [],
    };
  };
  return { state, moderate };
}

const readiness = async () =>
  (await fetch(`${moderato.url.worker}/readyz`)).json() as Promise<{
    status: string;
    checks: object;
    notes?: Record<string, string>;
  }>;
const metric = async (name: string) =>
  Number(
    new RegExp(`^${name}\\{[^}]*\\} (\\d+)`, 'm').exec(
      await (await fetch(`${moderato.url.worker}/metrics`)).text(),
    )?.[1],
  );
const told = () =>
  moderato.hook.requests
    .map(({ body }) => JSON.parse(body))
    .map(({ type, data }) => [type, data.outcome, data.degraded]);

test.each([
  ['throws', 'engine_failed'],
  ['model_missing', 'model_missing'],
  ['model_failed', 'model_failed'],
] as const)(
  'while the engine %s nothing is approved; once it is whole all is decided again and the site is told',
  async (fault, reason) => {
    const engine = breakable();
    engine.state.fault = fault;
    await moderato.start('worker', { moderate: engine.moderate });
    const id = await moderato.post('c-1');
    expect(await moderato.decided(id)).toEqual([{ outcome: 'review', revision: 1, degraded: [reason] }]);
    expect(await readiness()).toMatchObject({
      status: 'warn',
      checks: { engine: 'warn', database: 'pass' },
      notes: { engine: `degraded: ${reason}; 1 held to be decided again` },
    });
    expect(await metric('moderato_held_degraded')).toBe(1);

    engine.state.fault = null;
    expect(await moderato.decided(id, 2)).toEqual([
      { outcome: 'review', revision: 1, degraded: [reason] },
      { outcome: 'approve', revision: 1, degraded: [] },
    ]);
    await eventually('both webhooks', () => moderato.hook.requests.length >= 2);
    expect(told()).toEqual([
      ['comment.decided', 'review', [reason]],
      ['comment.decided', 'approve', []],
    ]);
    expect(await readiness()).toMatchObject({ status: 'pass', checks: { engine: 'pass' } });
    expect(await metric('moderato_held_degraded')).toBe(0);
    expect(JSON.parse((await moderato.call('GET', `/v1/comments/${id}`)).text)).toMatchObject({
      status: 'approved',
      decision: { outcome: 'approve', degraded: [] },
      history: [{ outcome: 'review' }, { outcome: 'approve' }],
    });
  },
);
