import { html, page } from './html.js';

/** A login link that opens nothing. */
export const deadLinkPage = (): string =>
  page(
    'This link does not work',
    html`<main>
      <h1>This login link does not work any more</h1>
      <p>It was used before, has expired, or was cut off on its way. <a href="/">Sign in another way</a>, or ask whoever runs Moderato for a new one:</p>
      <pre>npx moderato users create --help</pre>
      <p>On your own machine, <code>npm start</code> prints a link each time it starts.</p>
    </main>`,
  );

/** The desk's files are missing: somebody started the service without building it. */
export const notBuiltPage = (): string =>
  page(
    'The desk is not built',
    html`<main>
      <h1>The desk is not built yet</h1>
      <p>The console runs, but the page for moderators was never built. In the folder of Moderato:</p>
      <pre>npm run build</pre>
      <p>Then load this page again; the console need not be started anew.</p>
    </main>`,
  );
