/** The interface as a page for people: made from the description, nothing in it comes from elsewhere. */
import { createHash } from 'node:crypto';
import type { Description } from './description.ts';
import { type Html, html, Html as Raw } from './html.ts';
import { operationSection } from './operation.ts';
import { style } from './style.ts';

const styleHash = createHash('sha256').update(style).digest('base64');

/** Nothing may run, nothing may be loaded, nobody may frame it; the one style is known by its digest. */
export const pageHeaders = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const FIRST_CALL = `curl -X POST "$HUB/v1/exchange/real-estate/title" \\
  -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \\
  -d @question.json`;

const sections = (description: Description): Html[] =>
  description.tags.map(({ name, description: says }) => {
    const inside = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, operation]) => operation.tags.includes(name))
        .map(([method, operation]) => operationSection(description, method, path, operation)),
    );
    return html`<h2 id="room-${name}">${says}</h2>${inside}`;
  });

/** The whole page as HTML text. */
export const page = (description: Description): string =>
  html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${description.info.title} 接口说明 API</title><style>${new Raw(style)}</style></head>
<body><a class="skip" href="#main">跳到正文 Skip to content</a>
<header><h1>${description.info.title}</h1>
${description.info.description.split('\n\n').map((text) => html`<p>${text}</p>`)}
<p><small>版本 Version ${description.info.version} · <a href="/openapi.json">OpenAPI 3.1</a> · ${description.servers[0]?.url ?? ''}</small></p></header>
<main id="main">
<nav aria-label="目录 Contents"><ul>${description.tags.map(({ name, description: says }) => html`<li><a href="#room-${name}">${says}</a></li>`)}</ul></nav>
<h2 id="first">第一次调用 The first call</h2>
<p>先向登录服务取得令牌，再提问。 Get a token from the sign-in service, then ask.</p><pre tabindex="0"><code>${FIRST_CALL}</code></pre>
${sections(description)}
</main><footer>OneTrip 数据跑腿 · Apache-2.0</footer></body></html>`.text;
