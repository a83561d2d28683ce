import { createTheme, type MantineColorsTuple } from '@mantine/core';

const harbour: MantineColorsTuple = [
  '#e6f5f6',
  '#d2e8ea',
  '#a8d3d7',
  '#7bbdc4',
  '#56abb4',
  '#3e9fa9',
  '#2f98a3',
  '#1f848f',
  '#0b757f',
  '#00656e',
];

/** Neutral surfaces, one accent. */
export const theme = createTheme({
  colors: { harbour },
  primaryColor: 'harbour',
  primaryShade: 8,
  defaultRadius: 'sm',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
});
