/** A schema as a table that a person reads: pointer, type, what it means. */
import { type Description, resolve, type Schema } from './description.ts';
import { type Html, html } from './html.ts';

interface Row {
  readonly pointer: string;
  readonly required: boolean;
  readonly schema: Schema;
}

type Schemas = Description['components']['schemas'];

/** Deep enough for every schema of the hub, and an end for one that would name itself. */
const DEPTH = 6;

const below = (schemas: Schemas, given: Schema, pointer: string, depth = 0): Row[] => {
  const schema = resolve(schemas, given);
  if (depth > DEPTH) return [];
  const members = Object.entries(schema.properties ?? {}).flatMap(([name, member]) => [
    {
      pointer: `${pointer}/${name}`,
      required: schema.required?.includes(name) ?? false,
      schema: resolve(schemas, member),
    },
    ...below(schemas, member, `${pointer}/${name}`, depth + 1),
  ]);
  const variants = (schema.oneOf ?? schema.anyOf ?? []).flatMap((one) => below(schemas, one, pointer, depth + 1));
  const elements = schema.items ? below(schemas, schema.items, `${pointer}/*`, depth + 1) : [];
  return [...members, ...variants, ...elements].filter(
    (row, i, all) => all.findIndex(({ pointer: other }) => other === row.pointer) === i,
  );
};

const typeOf = (schemas: Schemas, given: Schema): string => {
  const schema = resolve(schemas, given);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.items) return `${typeOf(schemas, schema.items)}[]`;
  const variants = schema.oneOf ?? schema.anyOf;
  if (variants && !schema.properties) return [...new Set(variants.map((one) => typeOf(schemas, one)))].join(' | ');
  const type = [schema.type ?? 'any'].flat().join(' | ');
  return schema.format ? `${type} (${schema.format})` : type;
};

const row = (schemas: Schemas, { pointer, required, schema }: Row): Html => html`<tr>
<td><code>${pointer}</code>${required ? html` <b title="必填 required">*</b>` : ''}</td>
<td>${typeOf(schemas, schema)}</td><td>${schema.description ?? ''}</td></tr>`;

/** The table of `schema`; nothing when it has no named members. */
export const fieldTable = (schemas: Schemas, schema: Schema): Html => {
  const rows = below(schemas, schema, '');
  if (rows.length === 0) return html``;
  return html`<div class="wide"><table><thead><tr><th scope="col">字段 Field</th><th scope="col">类型 Type</th><th scope="col">说明 Meaning</th></tr></thead>
<tbody>${rows.map((one) => row(schemas, one))}</tbody></table></div>`;
};
