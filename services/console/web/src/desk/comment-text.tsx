import { Tooltip } from '@mantine/core';
import type { Mark } from '@moderato/domain';
import { Fragment, useState } from 'react';
import { markSegments, type Segment } from './mark-segments.js';
import { type PrivatePart, privateParts } from './private-parts.js';
import { attributeWords, percent } from './words.js';

const labelOf = ({ marks }: Segment): string =>
  marks.map(({ label, weight }) => `${attributeWords[label]} ${percent(weight)}`).join(', ');

/** So heavy a mark is covered where the moderator wants slurs covered. */
const coveredFrom = 0.7;

function MarkedWords({ segment }: { segment: Segment }) {
  const heaviest = segment.marks[0];
  const thickness = `${(1 + 3 * (heaviest?.weight ?? 0)).toFixed(1)}px`;
  const welcome = heaviest?.label === 'CONSTRUCTIVE';
  return (
    <Tooltip label={labelOf(segment)} events={{ hover: true, focus: true, touch: true }}>
      <mark
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what raises which score must be readable without a mouse
        tabIndex={0}
        className="marked"
        data-welcome={welcome || undefined}
        data-heavy={(!welcome && (heaviest?.weight ?? 0) >= coveredFrom) || undefined}
        style={{ textDecorationThickness: thickness }}
      >
        {segment.text}
      </mark>
    </Tooltip>
  );
}

const Words = ({ segments }: { segments: Segment[] }) =>
  segments.map((segment) =>
    segment.marks.length > 0 ? (
      <MarkedWords key={segment.start} segment={segment} />
    ) : (
      <span key={segment.start}>{segment.text}</span>
    ),
  );

function HiddenPart({ part, onShow }: { part: PrivatePart; onShow(): void }) {
  return (
    <button type="button" className="hidden-part" onClick={onShow} aria-label={`${part.shown}: show it`}>
      {part.shown}
    </button>
  );
}

/** What lies between `start` and `end` of the segments. */
const cut = (segments: Segment[], start: number, end: number): Segment[] =>
  segments.flatMap((segment) => {
    const from = Math.max(segment.start, start);
    const text = segment.text.slice(from - segment.start, Math.max(0, end - segment.start));
    return text === '' || from >= end ? [] : [{ ...segment, start: from, text }];
  });

/**
 * A reader's words as text and nothing else. What raises a score is underlined, the heavier the thicker; addresses and
 * numbers of people, and links, are hidden until they are asked for.
 */
export function CommentText({ text, marks }: { text: string; marks: Mark[] }) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const segments = markSegments(text, marks);
  const hidden = privateParts(text).filter(({ start }) => !open.has(start));
  const ends = [0, ...hidden.map(({ end }) => end)];
  return (
    <section
      className="comment-text"
      dir="auto"
      data-testid="comment-text"
      aria-label="The comment"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: blurred text must come clear without a mouse
      tabIndex={0}
    >
      {ends.map((from, i) => {
        const part = hidden[i];
        return (
          <Fragment key={from}>
            <Words segments={cut(segments, from, part?.start ?? text.length)} />
            {part && <HiddenPart part={part} onShow={() => setOpen((was) => new Set(was).add(part.start))} />}
          </Fragment>
        );
      })}
    </section>
  );
}
