import { createTheme, type MantineColorsTuple } from '@mantine/core';

// Mantine's own dark greys are warm; these sit with the desk's.
const dark: MantineColorsTuple = [
  '#e3e6e8',
  '#b9c2c7',
  '#9ba6ad',
  '#6f7b83',
  '#3b444a',
  '#2b3237',
  '#23292d',
  '#1a1e21',
  '#131618',
  '#0d1011',
];

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
  colors: { harbour, dark },
  primaryColor: 'harbour',
  primaryShade: 8,
  defaultRadius: 'sm',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
});
