const passing = new Set(['model_missing', 'model_failed', 'engine_failed', 'decision_unwritable', 'no_guidelines']);

/**
 * Those of a decision's `degraded` that may pass without the comment changing: once they have, it is decided again. A
 * text that is too long or in another language stays so, and waits for a person.
 */
export const passingReasons = (degraded: readonly string[]): string[] =>
  degraded.filter((reason) => passing.has(reason) || reason.startsWith('rule_failed:'));
