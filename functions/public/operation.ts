/** One operation of the interface, as a section of the page. */
import { type Answer, type Description, type Operation, resolve, type Schema } from './description.ts';
import { fieldTable } from './fields.ts';
import { type Html, html } from './html.ts';

const json = (value: unknown): Html => html`<pre tabindex="0"><code>${JSON.stringify(value, null, 2)}</code></pre>`;

const folded = (title: string, inside: Html): Html => html`<details><summary>${title}</summary>${inside}</details>`;

/** Several forms (one per resource of a department) are shown one by one. */
const forms = (description: Description, schema: Schema): Html => {
  const { schemas } = description.components;
  const variants = resolve(schemas, schema).anyOf?.map((one) => resolve(schemas, one));
  if (!variants?.every((one) => one.properties)) return fieldTable(schemas, schema);
  return html`${variants.map((one) => folded(one.description ?? '', fieldTable(schemas, one)))}`;
};

const content = (description: Description, of: Operation['requestBody'] | Answer, title: string): Html => {
  const [, inside] = Object.entries(of?.content ?? {})[0] ?? [];
  if (!inside?.schema) return html``;
  return html`<h4>${title}</h4>${inside.example === undefined ? '' : json(inside.example)}
${folded('字段 Fields', forms(description, inside.schema))}`;
};

const parameters = ({ parameters = [] }: Operation): Html =>
  parameters.length === 0
    ? html``
    : html`<h4>参数 Parameters</h4><ul>${parameters.map(
        ({ in: where, name, required, schema }) =>
          html`<li><code>${name}</code>${required ? html` <b title="必填 required">*</b>` : ''} <small>${where}</small> ${schema.description ?? ''} ${(schema.enum ?? []).map((value) => html`<code>${String(value)}</code> `)}</li>`,
      )}</ul>`;

const answers = (description: Description, { responses }: Operation): Html => {
  const all = Object.entries(responses).map(
    ([status, found]) => [status, resolve(description.components.responses, found)] as const,
  );
  const [good, ...problems] = all;
  return html`${good ? content(description, good[1], `答复 Answer ${good[0]}`) : ''}
${folded('问题 Problems', html`<ul>${problems.map(([status, { description: says }]) => html`<li><b>${status}</b> ${says ?? ''}</li>`)}</ul>`)}`;
};

export const operationSection = (description: Description, method: string, path: string, of: Operation): Html => {
  const scope = of.security[0]?.signIn?.[0];
  return html`<section id="${of.operationId}" class="operation">
<h3><a href="#${of.operationId}">${of['x-summary'].zh}</a> <small lang="en">${of['x-summary'].en}</small></h3>
<p class="route"><b class="${method}">${method.toUpperCase()}</b> <code>${path}</code>
<span class="scope">${scope ? `权限 scope: ${scope}` : '公开 public'}</span></p>
${parameters(of)}${content(description, of.requestBody, '请求 Request')}${answers(description, of)}
</section>`;
};
