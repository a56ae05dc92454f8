/** A slip as a page for paper: 中文 first, English beside it. Nothing runs in it, nothing is loaded. */
import { createHash } from 'node:crypto';
import { beijingDate } from '#functions/kernel/beijing.ts';
import { html, Html as Raw } from '#functions/public/html.ts';
import { type CaseSlip, SLIPS } from '#schemas/case-slip.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { SlipLine } from './line.ts';

const look = `body{margin:0;color:#000;background:#fff;font:15px/1.7 "Noto Serif CJK SC",SimSun,serif}
main{max-width:46rem;margin:2rem auto;padding:0 1.5rem}h1{text-align:center;font-size:1.7rem;margin:0;letter-spacing:.15em}
header p{text-align:center;margin:0}.number{text-align:right}table{width:100%;border-collapse:collapse;margin:1rem 0}
th,td{border:1px solid #000;padding:.4rem .6rem;text-align:left;vertical-align:top}th{width:9rem;font-weight:600}td p{margin:0;overflow-wrap:anywhere}
small{color:#444}.seals{text-align:right;break-inside:avoid}.seals p{margin:1.6rem 0 0}
@media print{@page{size:A4;margin:20mm}main{margin:0;max-width:none;padding:0}tr{break-inside:avoid}}
`;
const styleHash = createHash('sha256').update(look).digest('base64');

export const slipHeaders = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const said = (one: Bilingual | string) =>
  typeof one === 'string' ? html`<p>${one}</p>` : html`<p>${one.zh}<br><small lang="en">${one.en}</small></p>`;
const row = ({ label, said: all }: SlipLine) =>
  html`<tr><th scope="row">${label.zh}<br><small lang="en">${label.en}</small></th><td>${all.map(said)}</td></tr>`;

/** `bodies`: under whose seals it goes out; the place of each is left free for it. */
export const slipPage = (slip: CaseSlip, lines: readonly SlipLine[], bodies: readonly Bilingual[]): string => {
  const { seal } = SLIPS[slip.kind];
  const stamp = ({ zh, en }: Bilingual) =>
    html`<p>${zh}（${seal.zh}）<br><small lang="en">${en} (${seal.en})</small></p>`;
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${slip.name.zh} ${slip.number}</title><style>${new Raw(look)}</style></head>
<body><main><header><h1>${slip.name.zh}</h1><p lang="en">${slip.name.en}</p></header>
<p class="number">编号 No. ${slip.number}</p><table>${lines.map(row)}</table>
<div class="seals">${bodies.map(stamp)}<p>${beijingDate(Date.parse(slip.at))}</p></div></main></body></html>`.text;
};
