import type { ReactNode } from 'react';

const paths = {
  check: <path d="m4 10.5 4 4 8-9" />,
  cross: <path d="m5 5 10 10M15 5 5 15" />,
  up: <path d="M10 16V5M5 9.5 10 4.5l5 5" />,
  skip: <path d="m5 5 6 5-6 5ZM14.5 5v10" />,
  bar: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="m5.2 5.2 9.6 9.6" />
    </>
  ),
  next: <path d="m5 8 5 5 5-5" />,
  previous: <path d="m5 12 5-5 5 5" />,
  sun: (
    <>
      <circle cx="10" cy="10" r="3.2" />
      <path d="M10 2.5v1.6M10 15.9v1.6M2.5 10h1.6M15.9 10h1.6M4.7 4.7l1.1 1.1M14.2 14.2l1.1 1.1M15.3 4.7l-1.1 1.1M5.8 14.2l-1.1 1.1" />
    </>
  ),
  moon: <path d="M16.5 12A7 7 0 0 1 8 3.5 7 7 0 1 0 16.5 12Z" />,
  help: (
    <>
      <circle cx="10" cy="10" r="7.5" />
      <path d="M7.8 7.9a2.25 2.25 0 1 1 3.3 2c-.7.4-1.1.8-1.1 1.6M10 14.1v.1" />
    </>
  ),
  person: (
    <>
      <circle cx="10" cy="6.8" r="3.1" />
      <path d="M3.8 17c.7-3.2 3.1-4.9 6.2-4.9s5.5 1.7 6.2 4.9" />
    </>
  ),
  // A pause: held because something was missing, not because of what the comment says.
  held: (
    <>
      <circle cx="10" cy="10" r="7.5" />
      <path d="M8 7.2v5.6M12 7.2v5.6" />
    </>
  ),
  search: (
    <>
      <circle cx="8.8" cy="8.8" r="5.3" />
      <path d="m12.8 12.8 4 4" />
    </>
  ),
  more: <path d="M4.5 10h.1M10 10h.1M15.5 10h.1" strokeWidth="2.6" />,
  reply: <path d="M8 5 3.5 9.5 8 14M4 9.5h7.5c3 0 5 1.8 5 5" />,
} satisfies Record<string, ReactNode>;

/** `size` in pixels. The words beside it say what it means. */
export function Icon({ name, size = 18 }: { name: keyof typeof paths; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {paths[name]}
    </svg>
  );
}
