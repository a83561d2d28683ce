import { Button } from '@mantine/core';
import { useState } from 'react';
import type { GuidelinesVersion } from '../api/contract.js';
import { ClauseActivity } from './clause-activity.js';
import { ClauseForm } from './clause-form.js';
import { ClauseLink } from './clause-link.js';
import {
  consequenceWords,
  demandWords,
  groupOf,
  groups,
  kindWords,
  limitsOf,
  numbersOf,
  ruleWords,
} from './clause-words.js';
import { type Trial, TryComment } from './try-comment.js';

type Clause = GuidelinesVersion['clauses'][number];
type Rule = Clause['rules'][number];

const threshold = (value: number): string => value.toFixed(2);

function RuleLine({ rule, clause, version }: { rule: Rule; clause: Clause; version: GuidelinesVersion }) {
  const check = version.checks.find((one) => one.rule === rule);
  const cited = check && version.clauses.find(({ id }) => id === check.clauseId);
  return (
    <li>
      {ruleWords[rule]}
      {check && check.clauseId === clause.id && (
        <span className="rule-thresholds">
          {check.thresholds.reject === null
            ? `Held from ${threshold(check.thresholds.review)} on; never rejected by itself.`
            : `Held from ${threshold(check.thresholds.review)} on, rejected from ${threshold(check.thresholds.reject)}.`}
        </span>
      )}
      {cited && cited.id !== clause.id && (
        <span className="rule-thresholds">
          Decisions name <ClauseLink clauseId={cited.id}>“{cited.text}”</ClauseLink> for it.
        </span>
      )}
    </li>
  );
}

function Enforcement({ clause, version }: { clause: Clause; version: GuidelinesVersion }) {
  if (!clause.enforced) {
    return (
      <section className="side-section not-enforced">
        <h3>Not enforced</h3>
        <p>{clause.why}</p>
      </section>
    );
  }
  if (clause.rules.length === 0) {
    return (
      <section className="side-section">
        <h3>Enforced</h3>
        <p>By how Moderato works, not by a rule about comments.</p>
      </section>
    );
  }
  return (
    <section className="side-section">
      <h3>
        Enforced by {clause.rules.length === 1 ? 'one rule, which looks' : `${clause.rules.length} rules, which look`}{' '}
        for
      </h3>
      <ul className="rule-list">
        {clause.rules.map((rule) => (
          <RuleLine key={rule} rule={rule} clause={clause} version={version} />
        ))}
      </ul>
    </section>
  );
}

function SameWords({ clause, version }: { clause: Clause; version: GuidelinesVersion }) {
  const others = version.clauses.filter(
    ({ id, start, end }) => id !== clause.id && start < clause.end && end > clause.start,
  );
  if (others.length === 0) return null;
  return (
    <p className="quiet">
      The same words speak of{' '}
      {others.map(({ id, kind }, i) => (
        <span key={id}>
          {i > 0 && ', '}
          <ClauseLink clauseId={id}>{kindWords(kind)}</ClauseLink>
        </span>
      ))}
      .
    </p>
  );
}

/** Nobody can break what only tells, allows or wishes something: nothing about it can be set. */
const tunable = ({ rules, off, demand }: Clause): boolean =>
  rules.length > 0 || off === true || demand === 'forbid' || demand === 'require';

interface Props {
  clause: Clause;
  version: GuidelinesVersion;
  trial: Trial;
  mayEdit: boolean;
}

/** All that is known about one clause: what it demands, who enforces it, what it did, and how it is tuned. */
export function ClausePanel({ clause, version, trial, mayEdit }: Props) {
  const [tuning, setTuning] = useState(false);
  const group = groupOf(clause.kind);
  const set = version.tuning.clauses?.[clause.id] ?? version.tuning.kinds?.[clause.kind];
  return (
    <>
      <p className="kicker" data-group={group}>
        <span className="swatch" data-enforced={clause.enforced} aria-hidden="true" />
        {groups[group]}
      </p>
      <h2 tabIndex={-1} data-panel-heading>
        {kindWords(clause.kind)}
      </h2>
      <blockquote className="quoted side-quote" dir="auto">
        “{clause.text}”
      </blockquote>
      <p>{[demandWords[clause.demand], ...limitsOf(numbersOf(clause)).map((words) => `${words}.`)].join(' ')}</p>
      {clause.consequence && clause.consequence !== 'none' && (
        <p>{consequenceWords[clause.consequence]} for the author of a comment that is rejected by it.</p>
      )}
      <SameWords clause={clause} version={version} />
      <Enforcement clause={clause} version={version} />
      {mayEdit && !tuning && tunable(clause) && (
        <Button variant="default" size="sm" mt={12} onClick={() => setTuning(true)}>
          {set ? 'Change its settings' : 'Tune this clause'}
        </Button>
      )}
      {tuning && <ClauseForm clause={clause} version={version} onClose={() => setTuning(false)} />}
      <ClauseActivity version={version.version} clauseId={clause.id} />
      <TryComment version={version} trial={trial} clauseId={clause.id} />
    </>
  );
}
