/** The guide as a page that everybody may read: 中文 first, English beside it. Nothing runs in it, nothing is loaded. */
import { createHash } from 'node:crypto';
import { html, Html as Raw } from '#functions/public/html.ts';
import { style } from '#functions/public/style.ts';
import type { Guide, Line } from '#schemas/guide.ts';

const styleHash = createHash('sha256').update(style).digest('base64');

export const guideHeaders = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  // A telephone that is changed stands in every guide within five minutes.
  'cache-control': 'public, max-age=120',
};

const said = ({ zh, en }: Line) => html`<p>${zh}${zh === en ? '' : html` <small lang="en">${en}</small>`}</p>`;

/** `name`: of the matter. */
export const guidePage = (guide: Guide, name: Line): string => {
  const other = guide.form === 'short' ? 'long' : 'short';
  const label = other === 'long' ? '完整版 The long guide' : '简版 The short guide';
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name.zh} 服务指南</title><style>${new Raw(style)}</style></head>
<body><header><h1>${name.zh}</h1><p lang="en">${name.en}</p>
<p><a href="?form=${other}&amp;on=${guide.on}">${label}</a> <small>${guide.on} · ${guide.version}</small></p></header>
<main id="main">${guide.elements.map(
    ({ name: title, lines }) =>
      html`<section class="operation"><h2>${title.zh} <small lang="en">${title.en}</small></h2>${lines.map(said)}</section>`,
  )}</main>
<footer>OneTrip 数据跑腿</footer></body></html>`.text;
};
