import { createHash } from 'node:crypto';

/** The page's only style, in the page itself: it is named by its hash in the Content-Security-Policy. */
export const style = `
:root { color-scheme: light dark; --ink: #1d2327; --soft: #59636b; --line: #d9dee2; --ground: #f6f7f8; --sheet: #fff; --accent: #0b6570; --bad: #a02420; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e7e9; --soft: #a0aab1; --line: #353c42; --ground: #131618; --sheet: #1a1e21; --accent: #67c1ca; --bad: #f0918c; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 17px/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 40rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
.site { margin: 0; color: var(--soft); font-size: 15px; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .15rem 0 1.25rem; text-wrap: balance; }
h2 { font-size: 1.05rem; line-height: 1.35; margin: 2rem 0 .35rem; }
p { margin: .35rem 0; }
blockquote { margin: .75rem 0; padding: .1rem 0 .1rem 1rem; border-left: 3px solid var(--accent); }
blockquote p, .comment { font-family: Charter, "Bitstream Charter", "Iowan Old Style", "Noto Serif", Georgia, serif; font-size: 1.05em; white-space: pre-wrap; }
blockquote footer, .soft { color: var(--soft); font-size: 15px; }
.comment { margin: 0; padding: .85rem 1rem; background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; }
form { margin-top: 2rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
form h2 { margin-top: 0; }
label { display: block; font-weight: 600; margin: 1.1rem 0 .3rem; }
label.check { display: grid; grid-template-columns: 1.4rem 1fr; gap: .6rem; align-items: start; font-weight: 400; }
input[type="checkbox"] { width: 1.25rem; height: 1.25rem; margin: .15rem 0 0; accent-color: var(--accent); }
textarea, input[type="email"] { display: block; width: 100%; padding: .65rem .75rem; font: inherit; color: inherit; background: var(--sheet); border: 1px solid var(--soft); border-radius: 8px; }
textarea { min-height: 9rem; resize: vertical; }
button { margin-top: 1.4rem; min-height: 48px; padding: .6rem 1.5rem; font: inherit; font-weight: 600; color: #fff; background: #0b6570; border: 1px solid transparent; border-radius: 8px; cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.problem { color: var(--bad); font-weight: 600; }
.state { padding: .85rem 1rem; background: var(--sheet); border: 1px solid var(--line); border-left: 4px solid var(--accent); border-radius: 8px; }
`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** Nothing loads, nothing runs, nobody frames it, and its one form comes back here. */
export const pageHeaders: Record<string, string> = {
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex, nofollow, noarchive',
  'Cache-Control': 'no-store',
};
