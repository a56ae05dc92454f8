import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { api } from '#functions/kernel/api.handler.ts';
import { publicBodies } from '#functions/public/bodies.ts';
import type { Description } from '#functions/public/description.ts';
import { fieldTable } from '#functions/public/fields.ts';
import { html } from '#functions/public/html.ts';
import { page } from '#functions/public/page.ts';
import { publicRoutes } from '#schemas/routes/public.ts';
import document from '../../../docs/openapi.json' with { type: 'json' };
import { caller } from '../http.ts';

const description = document as unknown as Description;
const url = 'https://hub.example.invalid';
const call = caller(api(publicRoutes, publicBodies({ version: '1.2.3', url, description })), () => 0);
const ask = { as: '' };

test('health says that it is up, in which version, and is never cached', async () => {
  expect(await call('GET /health', ask)).toMatchObject({
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: { status: 'ok', version: '1.2.3' },
  });
});

test('the description is the committed one, with the address of this deployment', async () => {
  const answer = await call('GET /openapi.json', ask);
  expect(answer.headers['content-type']).toBe('application/json');
  expect(answer.body).toEqual({ ...document, servers: [{ url }] });
  expect(await call('GET /openapi.json', ask)).toEqual(answer);
});

test('the page names every operation in Chinese and English, with its path and scope', async () => {
  const { body } = await call('GET /docs', ask);
  for (const [path, methods] of Object.entries(description.paths)) {
    expect(body).toContain(html`<code>${path}</code>`.text);
    for (const operation of Object.values(methods)) {
      expect(body).toContain(html`id="${operation.operationId}"`.text);
      expect(body).toContain(html`${operation['x-summary'].zh}</a> <small lang="en">${operation['x-summary'].en}`.text);
      expect(body).toContain(operation.security[0]?.signIn?.[0] ?? '公开 public');
    }
  }
});

test('nothing on the page runs or is loaded, and its one style is known by digest', async () => {
  const { headers, body } = await call('GET /docs', ask);
  expect(body).not.toMatch(/<script|<link|<img|<iframe|javascript:|\son\w+=|\sstyle="/i);
  const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(body) ?? [];
  expect(style).not.toMatch(/url\(|@import/);
  const digest = createHash('sha256').update(style).digest('base64');
  expect(headers['content-security-policy']).toBe(
    `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff' });
});

test('the page can be read on a phone and by a screen reader', () => {
  const text = page(description);
  expect(text).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
  expect(text).toMatch(/<html lang="zh-CN">[\s\S]*<h1>[\s\S]*<nav aria-label=[\s\S]*<main id="main">|<main id="main">/);
  const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, anchor] of text.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(anchor);
});

test('whatever is put into HTML is escaped, unless it is HTML', () => {
  expect(html`<p title="${`"'`}">${'<b>&'}${html`<i>${1}</i>`}${[html`a`, '<']}${undefined}</p>`.text).toBe(
    '<p title="&quot;&#39;">&lt;b&gt;&amp;<i>1</i>a&lt;</p>',
  );
});

test('a schema is shown by pointers, through references, variants and lists, and ends where it names itself', () => {
  const schemas = {
    Node: {
      properties: { next: { $ref: '#/components/schemas/Node' }, day: { type: 'string', format: 'date' } },
      required: ['day'],
    },
  };
  const text = fieldTable(schemas, {
    properties: {
      list: { items: { $ref: '#/components/schemas/Node' } },
      one: { oneOf: [{ const: 'a' }, { enum: ['b', 1] }] },
    },
  }).text;
  expect(text).toContain('<code>/list/*/day</code> <b title="必填 required">*</b>');
  expect(text).toContain('<td>string (date)</td>');
  expect(text).toContain('&quot;a&quot; | &quot;b&quot; | 1');
  expect(text).toContain('/list/*/next/next');
  expect(fieldTable(schemas, { type: 'string' }).text).toBe('');
});
