import { Dialog } from './dialog.js';

const keys: [string, string][] = [
  ['A', 'Approve the comment'],
  ['R', 'Reject: opens the clauses; then 1–9, or Enter for the proposed one'],
  ['J', 'Next comment; among guidelines, next clause'],
  ['K', 'Previous comment, or clause'],
  ['/', 'Search'],
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
