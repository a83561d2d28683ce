/** Nobody is signed in: how that is done. */
export function SignedOutPage() {
  return (
    <main className="whole-page signed-out">
      <h1>Moderato</h1>
      <h2>You are signed out</h2>
      <p>
        Moderators sign in by a link of their own. Whoever runs Moderato makes one with{' '}
        <code>npx moderato users create</code>; each link works once.
      </p>
      <p>
        On your own machine, <code>npm start</code> prints a link for the demo site.
      </p>
      <p className="quiet">Decisions you made are recorded; nothing is lost by signing out.</p>
    </main>
  );
}
