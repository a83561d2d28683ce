import { Tooltip } from '@mantine/core';
import type { Mark } from '@moderato/domain';
import { markSegments, type Segment } from './mark-segments.js';
import { attributeWords, percent } from './words.js';

const labelOf = ({ marks }: Segment): string =>
  marks.map(({ label, weight }) => `${attributeWords[label]} ${percent(weight)}`).join(', ');

function MarkedWords({ segment }: { segment: Segment }) {
  const heaviest = segment.marks[0];
  const thickness = `${(1 + 3 * (heaviest?.weight ?? 0)).toFixed(1)}px`;
  return (
    <Tooltip label={labelOf(segment)} events={{ hover: true, focus: true, touch: true }}>
      <mark
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what raises which score must be readable without a mouse
        tabIndex={0}
        className="marked"
        data-welcome={heaviest?.label === 'CONSTRUCTIVE' || undefined}
        style={{ textDecorationThickness: thickness }}
      >
        {segment.text}
      </mark>
    </Tooltip>
  );
}

/** A reader's words as text and nothing else; what raises a score is underlined, the heavier the thicker. */
export function CommentText({ text, marks }: { text: string; marks: Mark[] }) {
  return (
    <div className="comment-text" dir="auto" data-testid="comment-text">
      {markSegments(text, marks).map((segment) =>
        segment.marks.length > 0 ? (
          <MarkedWords key={segment.start} segment={segment} />
        ) : (
          <span key={segment.start}>{segment.text}</span>
        ),
      )}
    </div>
  );
}
