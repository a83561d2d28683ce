import { Alert, Button, Skeleton, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useBlocker, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { GuidelinesPreview, GuidelinesVersion } from '../api/contract.js';
import { previewQuery } from '../api/guidelines-queries.js';
import { ClauseChanges } from './clause-changes.js';
import { NotEnforced, ReadFacts } from './overview-panel.js';
import { useDraft } from './use-draft.js';

const previewAfterMs = 400;

function Problems({ problems }: Pick<GuidelinesPreview, 'problems'>) {
  if (problems.length === 0) return null;
  return (
    <Alert color="red" variant="light" role="alert" title="This cannot be kept yet">
      {problems.map(({ pointer, code, detail }) => (
        <p key={`${pointer} ${code}`}>{detail}</p>
      ))}
    </Alert>
  );
}

function Preview({ preview, empty }: { preview: GuidelinesPreview | undefined; empty: boolean }) {
  if (empty) return <p className="quiet">Paste your guidelines as readers see them: plain text, Markdown or HTML.</p>;
  if (!preview) return <Skeleton height={120} />;
  return (
    <>
      <Problems problems={preview.problems} />
      {preview.clauses.length > 0 && (
        <>
          <ReadFacts read={preview} />
          {preview.changes && preview.changes.against !== null && preview.problems.length === 0 && (
            <ClauseChanges changes={preview.changes} linked={false} />
          )}
          {preview.tuningLeftOut && (
            <p className="held-note">
              Settings that fit no clause of this text are left out: {preview.tuningLeftOut.join(', ')}.
            </p>
          )}
          <NotEnforced clauses={preview.clauses} linked={false} />
        </>
      )}
    </>
  );
}

/** Null `version`: the site has no guidelines yet. */
export function TextEditor({ version }: { version: GuidelinesVersion | null }) {
  const [text, setText] = useState(version?.text ?? '');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  const [asked] = useDebouncedValue(text, previewAfterMs);
  const empty = asked.trim() === '';
  const draft = (words: string) => ({ text: words, ...(version && { from: version.version }) });
  const preview = useQuery({ ...previewQuery(draft(asked)), enabled: !empty, placeholderData: keepPreviousData });
  const { keep, error, isPending, unchanged } = useDraft(version);
  const navigate = useNavigate({ from: '/guidelines' });
  const dirty = text !== (version?.text ?? '') && !isPending;
  useBlocker({
    shouldBlockFn: ({ next }) =>
      dirty && !('kept' in next.search && next.search.kept) && !window.confirm('Leave, and lose what you wrote?'),
    enableBeforeUnload: () => dirty,
  });
  const stale = asked !== text || preview.isPlaceholderData;
  return (
    <div className="guide guide-editing">
      <form
        className="editor"
        onSubmit={(event) => {
          event.preventDefault();
          keep(draft(text));
        }}
      >
        <Textarea
          classNames={{ root: 'editor-field', wrapper: 'editor-wrapper', input: 'editor-input' }}
          label={version ? `The text of version ${version.version}, to become a new draft` : 'Your comment guidelines'}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          ref={field}
          dir="auto"
        />
        {error && (
          <Alert color="red" variant="light" role="alert" title="Not kept">
            {error.message}
          </Alert>
        )}
        {unchanged && (
          <p className="quiet" role="status">
            This is what version {unchanged.version} says already: nothing was kept.
          </p>
        )}
        <div className="form-actions">
          <Button type="submit" loading={isPending} disabled={text.trim() === ''}>
            Keep as a draft
          </Button>
          {version && (
            <Button
              variant="subtle"
              color="gray"
              onClick={() => void navigate({ search: { version: version.version } })}
            >
              Cancel
            </Button>
          )}
          <span className="quiet">A draft decides nothing until you publish it.</span>
        </div>
      </form>
      <aside className="guide-side" aria-label="What Moderato reads" aria-busy={stale || undefined}>
        <h2>What Moderato reads</h2>
        {preview.error && <p className="side-error">{preview.error.message} Your text is safe here.</p>}
        <Preview preview={preview.data} empty={empty} />
      </aside>
    </div>
  );
}
