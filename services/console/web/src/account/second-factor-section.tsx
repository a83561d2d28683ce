import { Button } from '@mantine/core';
import { useState } from 'react';
import { removeTotp, renewRecoveryCodes } from '../api/account-queries.js';
import type { AccountView } from '../api/contract.js';
import { When } from '../desk/when.js';
import { CodeForm } from './code-form.js';
import { Enrolment } from './enrolment.js';
import { NewRecoveryCodes } from './recovery-codes.js';

type Step = 'rest' | 'enrol' | 'renew' | 'remove';

function AtRest({ account, onStep }: { account: AccountView; onStep(step: Step): void }) {
  const { secondFactor } = account;
  if (!secondFactor) {
    return (
      <>
        <p>Off. With it, signing in by password also takes a code of an app on your telephone.</p>
        <Button variant="default" onClick={() => onStep('enrol')}>
          Set it up
        </Button>
      </>
    );
  }
  return (
    <>
      <p>
        On since <When at={secondFactor.since} />. {secondFactor.recoveryCodesLeft} recovery codes are left.
      </p>
      <div className="form-actions">
        <Button variant="default" onClick={() => onStep('renew')}>
          New recovery codes
        </Button>
        <Button variant="default" className="grave" onClick={() => onStep('remove')}>
          Turn it off
        </Button>
      </div>
    </>
  );
}

export function SecondFactorSection({ account }: { account: AccountView }) {
  const [step, setStep] = useState<Step>('rest');
  const [codes, setCodes] = useState<string[] | null>(null);
  const rest = () => setStep('rest');
  const show = ({ recoveryCodes }: { recoveryCodes: string[] }) => {
    setCodes(recoveryCodes);
    rest();
  };
  const asked = { label: 'Code', description: 'Six digits of your app, or a recovery code.', onCancel: rest };
  const parts = {
    rest: <AtRest account={account} onStep={setStep} />,
    enrol: <Enrolment account={account} onDone={show} onCancel={rest} />,
    renew: <CodeForm {...asked} verb="Make new codes" act={renewRecoveryCodes} onDone={show} />,
    remove: <CodeForm {...asked} verb="Turn it off" color="red" act={removeTotp} onDone={rest} />,
  };
  return (
    <section className="settings-section" aria-labelledby="second-factor">
      <h3 id="second-factor">Second factor</h3>
      {codes ? <NewRecoveryCodes codes={codes} onKept={() => setCodes(null)} /> : parts[step]}
    </section>
  );
}
