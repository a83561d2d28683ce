/** For the few pages that the server writes itself. */
export const pagesCss = `
:root { color-scheme: light dark; --ink: #1d2327; --soft: #59636b; --line: #d9dee2; --ground: #f6f7f8; --sheet: #fff; --accent: #0b6e75; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e7e9; --soft: #a0aab1; --line: #353c42; --ground: #15181a; --sheet: #1c2023; --accent: #6cc3c9; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 42rem; margin: 12vh auto 4rem; padding: 0 1.25rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .75rem; }
code, pre { font: 0.9em ui-monospace, monospace; }
pre { background: var(--sheet); border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem; overflow-x: auto; }
a { color: var(--accent); }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.act { margin-top: 2rem; overflow-wrap: anywhere; }
.act h2 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
.act blockquote { margin: 0; padding: .75rem 1rem; background: var(--sheet); border: 1px solid var(--line); border-radius: 6px; white-space: pre-wrap; }
.act .soft { color: var(--soft); }
.act .problem { border-left: 3px solid #c0392b; padding: .25rem .75rem; background: var(--sheet); }
.act form { margin: 1.25rem 0; display: grid; gap: .9rem; }
.act label { display: grid; gap: .25rem; font-size: .9rem; }
.act select, .act textarea, .act button { font: inherit; width: 100%; min-height: 44px; padding: .5rem .75rem; color: var(--ink); background: var(--sheet); border: 1px solid var(--line); border-radius: 6px; }
.act button { font-weight: 600; color: #fff; border: 0; cursor: pointer; }
.act button.approve { background: #19703b; }
.act button.reject { background: #a52a22; }
.act button:focus-visible, .act select:focus-visible, .act textarea:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.mailbox { display: grid; grid-template-columns: minmax(16rem, 24rem) 1fr; min-height: 100vh; max-width: none; margin: 0; padding: 0; }
.mails { border-right: 1px solid var(--line); overflow-y: auto; max-height: 100vh; }
.mails h1 { font-size: 1rem; padding: 1rem 1.25rem .5rem; margin: 0; }
.mails ol { list-style: none; margin: 0; padding: 0; }
.mails a { display: block; padding: .75rem 1.25rem; border-top: 1px solid var(--line); color: inherit; text-decoration: none; overflow-wrap: anywhere; }
.mails a:hover { background: var(--sheet); }
.mails a:focus-visible { outline-offset: -2px; }
.mails a[aria-current] { background: var(--sheet); box-shadow: inset 3px 0 var(--accent); }
.mails strong { display: block; font-weight: 600; line-height: 1.35; }
.mails span, .envelope { color: var(--soft); font-size: .875rem; }
.message { display: flex; flex-direction: column; padding: 1.25rem; gap: .75rem; min-width: 0; }
.message h2 { font-size: 1.25rem; line-height: 1.3; margin: 0; overflow-wrap: anywhere; }
.envelope { margin: 0; overflow-wrap: anywhere; }
.message iframe { flex: 1; min-height: 32rem; width: 100%; border: 1px solid var(--line); border-radius: 6px; background: #fff; color-scheme: light; }
.message pre { white-space: pre-wrap; overflow-wrap: anywhere; }
.nothing { padding: 0 1.25rem; color: var(--soft); }
@media (max-width: 44rem) {
  .mailbox { grid-template-columns: 1fr; min-height: 0; }
  .mails { border-right: 0; max-height: 40vh; }
}
`;
