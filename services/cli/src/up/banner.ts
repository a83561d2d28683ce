export interface Facts {
  intake: string;
  console: string;
  mail: string;
  loginUrl: string;
  apiKey: string;
  /** Where the demo site's software would send its own webhooks, signed with the secret in demo.json. */
  ingest: string;
  postgres: string;
  queue: string;
  /** Whether mail leaves by SMTP or is kept to be read here. */
  sendsMail: boolean;
  dataDir: string;
}

const nasty = 'You are a pathetic moron and everyone here despises you, but the levy is too high.';
const civil = 'This treaty is a disgrace. The policy is foolish, and the vote for it was cowardly.';

/** A line for sh that posts `body` and waits for the decision. Our own words have no single quotes. */
function curlLine({ intake, apiKey }: Facts, externalId: string, body: string): string {
  const submission = {
    externalId,
    body,
    author: { id: 'reader-1', name: 'Keala', email: 'keala@example.org' },
    story: {
      id: 'putin-north-korea-visit',
      url: 'https://news.example/putin-vows-trade-security-agreements-with-north-korea-ahead-of-visit',
      title: 'Putin vows trade, security agreements with North Korea ahead of visit',
    },
    acceptedTerms: true,
  };
  return `curl -s ${intake}/v1/comments -H 'Authorization: Bearer ${apiKey}' -H 'Content-Type: application/json' -H 'Prefer: wait=5' -d '${JSON.stringify(submission)}'`;
}

export function banner(facts: Facts): string {
  return `
Moderato is up. Ctrl-C stops it; the data stays in ${facts.dataDir}.

  intake    ${facts.intake}      API: ${facts.intake}/docs
  console   ${facts.loginUrl}
  mail      ${facts.sendsMail ? 'leaves by SMTP_URL' : facts.mail}
  Postgres  ${facts.postgres}
  queue     ${facts.queue}
  API key   ${facts.apiKey}
  webhooks  ${facts.ingest}      (signed: the secret is in demo.json)

A nasty comment; the answer quotes the clause it breaks:

  ${curlLine(facts, 'first-nasty', nasty)}

A harsh but civil one, which is approved:

  ${curlLine(facts, 'first-civil', civil)}

`;
}
