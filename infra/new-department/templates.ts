/** The files of a new department: templates/<protocol> mirrors the tree, with NAME for the department's name in paths and {{…}} for its forms in texts. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Names } from './names.ts';
import { type Protocol, type ProtocolSpec, protocols } from './protocols.ts';

const TEMPLATES = fileURLToPath(new URL('./templates', import.meta.url));

type Forms = Readonly<Record<string, string>>;

/** Throws for a form that does not exist: no marker is ever left in what is written. */
const filled = (text: string, forms: Forms): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_marker, form: string) => {
    const said = forms[form];
    if (said === undefined) throw new Error(`a template asks for ${form}`);
    return said;
  });

/** Not .ts: templates are no code of this tree, and its laws and checks hold for what is made of them. */
const read = (name: string, forms: Forms, id: string): [string, string][] =>
  readdirSync(join(TEMPLATES, name), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.txt'))
    .map((path) => [
      path
        .replaceAll('\\', '/')
        .replaceAll('NAME', id)
        .replace(/\.txt$/, ''),
      filled(readFileSync(join(TEMPLATES, name, path), 'utf8'), forms),
    ]);

/** Path in the repository to text. */
export const filesOf = (protocol: Protocol, names: Names): Readonly<Record<string, string>> => {
  const { label, later, asksLess }: ProtocolSpec = protocols[protocol];
  const how = later
    ? { kind: ", kind: 'later'", asked: "asked: 'later', ", updatePeriod: '一问一答 as asked' }
    : { kind: '', asked: '', updatePeriod: '实时 as registered' };
  const partial = asksLess
    ? '\n  // Only the fields that are asked for are asked for there.\n  .partial()\n  .required({ holder: true })'
    : '';
  const forms = { ...names, ...how, label, partial };
  return Object.fromEntries([...read('every', forms, names.id), ...read(protocol, forms, names.id)]);
};
