import { escapeHtml } from './escape-html.js';

const font = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** Colours stand on the elements, for programs that drop the style sheet; the sheet turns them over in dark mode. */
export const css = {
  body: `margin:0;padding:0;background:#f3f4f6;color:#1f2328;font:16px/1.5 ${font}`,
  card: 'background:#ffffff;border:1px solid #d9dde3;border-radius:8px;padding:20px;margin:0 0 16px',
  heading: 'margin:0 0 12px;font-size:20px;line-height:1.3;font-weight:600',
  label: 'margin:16px 0 4px;font-size:13px;line-height:1.4;color:#57606a',
  paragraph: 'margin:0 0 4px',
  clause: 'margin:8px 0 4px;padding:2px 0 2px 12px;border-left:3px solid #b7791f;font-style:italic',
  comment: 'margin:0;padding:12px;background:#f6f8fa;border-radius:6px;overflow-wrap:anywhere',
  button:
    'display:inline-block;padding:10px 18px;background:#0b5cad;color:#ffffff;border-radius:6px;font-weight:600;text-decoration:none',
  choice:
    'display:inline-block;margin:0 8px 8px 0;padding:9px 16px;border:1px solid #0b5cad;color:#0b5cad;border-radius:6px;font-weight:600;text-decoration:none',
  link: 'color:#0b5cad;overflow-wrap:anywhere',
  foot: 'margin:0;padding:0 4px;font-size:13px;line-height:1.5;color:#57606a',
};

const darkSheet = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .body { background: #0d1117 !important; color: #e6edf3 !important; }
    .card { background: #161b22 !important; border-color: #30363d !important; }
    .label, .foot { color: #9aa4af !important; }
    .comment { background: #0d1117 !important; }
    .clause { border-left-color: #d9a441 !important; }
    .mark { background: #6b4f00 !important; color: #fff3cf !important; }
    .link { color: #79b8ff !important; }
    .choice { color: #79b8ff !important; border-color: #79b8ff !important; }
    .button { background: #1f6feb !important; color: #ffffff !important; }
  }`;

/** A mail's HTML: one column, no images, nothing fetched. `content` and `foot` are HTML already. */
export function page({ title, content, foot }: { title: string; content: string; foot: string }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${escapeHtml(title)}</title>
<style>${darkSheet}
</style>
</head>
<body class="body" style="${css.body}">
<div style="max-width:600px;margin:0 auto;padding:16px">
${content}
<p class="foot" style="${css.foot}">${foot}</p>
</div>
</body>
</html>
`;
}
