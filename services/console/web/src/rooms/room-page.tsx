import type { ReactNode } from 'react';

interface Props {
  title: string;
  /** What the page is for, in a sentence. */
  lead?: ReactNode;
  /** Filters and the like, beside the title where there is room. */
  tools?: ReactNode;
  children: ReactNode;
}

/** A page beside the queue: its name, what narrows it, and what it shows. */
export const RoomPage = ({ title, lead, tools, children }: Props) => (
  <div className="room">
    <header className="room-head">
      <div>
        <h2>{title}</h2>
        {lead && <p className="quiet">{lead}</p>}
      </div>
      {tools && <div className="room-tools">{tools}</div>}
    </header>
    {children}
  </div>
);

interface SegmentsProps<Value extends string> {
  label: string;
  options: readonly (readonly [Value, string])[];
  value: Value;
  onChange(value: Value): void;
}

/** One of a few views of a page. */
export const Segments = <Value extends string>({ label, options, value, onChange }: SegmentsProps<Value>) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset belongs to a form
  <div className="segments" role="group" aria-label={label}>
    {options.map(([option, words]) => (
      <button key={option} type="button" aria-pressed={option === value} onClick={() => onChange(option)}>
        {words}
      </button>
    ))}
  </div>
);
