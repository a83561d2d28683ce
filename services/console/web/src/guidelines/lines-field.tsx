import { Textarea } from '@mantine/core';

interface Props {
  label: string;
  description: string;
  value: string;
  error: string | undefined;
  onChange(value: string): void;
}

/** A list, one entry a line: it can be pasted into. */
export const LinesField = ({ label, description, value, error, onChange }: Props) => (
  <Textarea
    label={label}
    description={description}
    value={value}
    error={error}
    onChange={(event) => onChange(event.currentTarget.value)}
    autosize
    minRows={2}
    maxRows={10}
    dir="auto"
    spellCheck={false}
  />
);
