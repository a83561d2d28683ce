import { Alert, Button, CopyButton } from '@mantine/core';

/** Shown this once: the server keeps their hashes. */
export function NewRecoveryCodes({ codes, onKept }: { codes: string[]; onKept(): void }) {
  return (
    <>
      <Alert variant="light" color="harbour" title="Keep your recovery codes" role="status">
        Each lets you in once, should you lose your telephone. They are not shown again.
      </Alert>
      <ul className="codes" aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="form-actions">
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy them'}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onKept}>I have kept them</Button>
      </div>
    </>
  );
}
