/** The guide as a page that everybody may read: 中文 first, English beside it. Nothing runs in it, nothing is loaded. */
import { createHash } from 'node:crypto';
import { html, Html as Raw } from '#functions/public/html.ts';
import { style } from '#functions/public/style.ts';
import type { Guide, Line } from '#schemas/guide.ts';

/** What each line is about stands beside it, above it on a phone. */
const look = `${style}th{width:12rem}td p,th{margin:.2rem 0}td{font-size:1rem}td:nth-child(2){max-width:none}
@media(max-width:40rem){th,td{display:block;width:auto;border:0}tr{display:block;border-bottom:1px solid var(--line)}}
`;
const styleHash = createHash('sha256').update(look).digest('base64');

export const guideHeaders = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  // A telephone that is changed stands in every guide within five minutes.
  'cache-control': 'public, max-age=120',
};

const said = ({ zh, en }: Line) => html`<p>${zh}${zh === en ? '' : html`<br><small lang="en">${en}</small>`}</p>`;
const row = ({ name, lines }: Guide['elements'][number]) =>
  html`<tr><th scope="row">${name.zh}<br><small lang="en">${name.en}</small></th><td>${lines.map(said)}</td></tr>`;

/** `name`: of the matter. */
export const guidePage = (guide: Guide, name: Line): string => {
  const other = guide.form === 'short' ? 'long' : 'short';
  const label = other === 'long' ? '完整版 The long guide' : '简版 The short guide';
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name.zh} 服务指南</title><style>${new Raw(look)}</style></head>
<body><header><h1>${name.zh}</h1><p lang="en">${name.en}</p>
<p><a href="?form=${other}&amp;on=${guide.on}">${label}</a> <small>截至 as of ${guide.on} · 版本 version ${guide.version}</small></p></header>
<main id="main"><table>${guide.elements.map(row)}</table></main>
<footer>OneTrip 数据跑腿</footer></body></html>`.text;
};
