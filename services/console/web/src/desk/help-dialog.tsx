import { Dialog } from './dialog.js';

const keys: [string, string][] = [
  ['A', 'Approve the comment'],
  ['R', 'Reject: opens the clauses; then 1–9, or Enter for the proposed one'],
  ['E', 'Escalate: leave it to somebody else, with a note'],
  ['S', 'Skip: leave it where it is and go on'],
  ['B', 'Warn, suspend or ban the author'],
  ['U', 'Undo the last decision, while its seconds run; among appeals, uphold'],
  ['O', 'Among appeals: overturn, the author was right'],
  ['J', 'Next comment or appeal; among guidelines, next clause'],
  ['K', 'The previous one'],
  ['/', 'Look for words: at the queue in waiting comments, elsewhere in all'],
  ['N', 'Show what is new'],
  ['?', 'This list'],
  ['Esc', 'Close what is open'],
];

export function HelpDialog({ opened, onClose }: { opened: boolean; onClose(): void }) {
  return (
    <Dialog title="Keys" opened={opened} onClose={onClose}>
      <dl className="key-list">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">
        Underlined words raise a score, the thicker the more; point at one, or tab to it, to see which. A decision can
        always be made again from the comment’s own page.
      </p>
    </Dialog>
  );
}
