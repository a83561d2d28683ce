import '../styles/settings.css';
import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { signInOptionsQuery } from '../api/account-queries.js';
import { ResetForm } from './reset-form.js';
import { SignInForm } from './sign-in-form.js';

const problems: Record<string, string> = {
  openid_failed: 'That did not work: the sign-in service gave no usable answer. Try again, or sign in another way.',
  openid_unverified: 'Your newsroom’s account has no verified e-mail address, so it cannot be matched.',
  openid_no_account: 'Nobody has invited that address here. Ask an admin of your site for an invitation.',
};

function OpenIdButton({ name, site }: { name: string; site: string | undefined }) {
  const address = `/sign-in/openid${site ? `?site=${encodeURIComponent(site)}` : ''}`;
  return (
    <>
      <Button component="a" href={address} variant="default" size="md" fullWidth>
        Sign in with {name}
      </Button>
      <p className="or">
        <span>or</span>
      </p>
    </>
  );
}

function OtherWays({ demo }: { demo: boolean }) {
  return (
    <section className="other-ways" aria-label="Other ways in">
      <h3>By a link</h3>
      <p>
        Invitations and new passwords come by mail, as a link that works once. Whoever runs Moderato can make a link
        too, with <code>npx moderato users create</code>.
      </p>
      {demo && (
        <p>
          On your own machine, <code>npm start</code> prints a link for the demo site.
        </p>
      )}
      <p className="quiet">You are signed out. Decisions you made are recorded; nothing is lost by that.</p>
    </section>
  );
}

/** Password, OpenID and links side by side. */
export function SignInPage() {
  const [forgotten, setForgotten] = useState(false);
  const { data: options } = useQuery(signInOptionsQuery);
  const search = new URLSearchParams(window.location.search);
  const site = search.get('site') ?? undefined;
  const problem = problems[search.get('problem') ?? ''];
  return (
    <main className="sign-in">
      <h1>Moderato</h1>
      <div className="sign-in-ways">
        <section className="sign-in-card" aria-labelledby="sign-in-title">
          <h2 id="sign-in-title">{forgotten ? 'Choose a new password' : 'Sign in'}</h2>
          {problem && (
            <Alert color="red" variant="light" role="alert">
              {problem}
            </Alert>
          )}
          {forgotten ? (
            <ResetForm site={site} onBack={() => setForgotten(false)} />
          ) : (
            <>
              {options?.openId && <OpenIdButton name={options.openId.name} site={site} />}
              <SignInForm site={site} onForgotten={() => setForgotten(true)} />
            </>
          )}
        </section>
        <OtherWays demo={options?.demo ?? false} />
      </div>
    </main>
  );
}
