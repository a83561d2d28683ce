import { lazy, Suspense } from 'react';

// Fetched when it is needed: who is signed in does not wait for it.
const SignInPage = lazy(() => import('../sign-in/sign-in-page.js').then((page) => ({ default: page.SignInPage })));

/** Nobody is signed in: how that is done. */
export const SignedOutPage = () => (
  <Suspense fallback={null}>
    <SignInPage />
  </Suspense>
);
