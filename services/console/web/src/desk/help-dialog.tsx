import { Dialog } from './dialog.js';

const keys: [string, string][] = [
  ['A', 'Approve the comment'],
  ['R', 'Reject: opens the clauses; then 1–9, or Enter for the proposed one'],
  ['U', 'Appeals: uphold, the decision stands'],
  ['O', 'Appeals: overturn, the author was right'],
  ['J', 'Next comment or appeal; among guidelines, next clause'],
  ['K', 'The previous one'],
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
