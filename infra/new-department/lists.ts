/** The lists of the tree that name every department, each with one line more. */
import { departments } from '#city/departments.ts';
import { MANUAL } from '#schemas/resource.ts';
import type { Names } from './names.ts';
import type { ProtocolSpec } from './protocols.ts';
import { Refused } from './refused.ts';
import { addImport, addMember } from './text.ts';

const LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The next sign that tells an invented body's credit code from the others'. */
const freeLetter = (): string => {
  const used = new Set(departments.map(({ creditCode }) => creditCode.charAt(15)));
  const free = [...LETTERS].find((letter) => !used.has(letter));
  if (free === undefined) throw new Refused('city/departments.ts: no letter is left for an invented credit code');
  return free;
};

/** 永康市 before it, unless it stands there already. */
const cityName = (zh: string): string => (zh.startsWith('永康市') ? zh : `永康市${zh}`);
const quoted = (id: string): string => (id.includes('-') ? `'${id}'` : id);

/** Path to new text. `unknown`: the city does not have the department yet. Throws Refused when a list cannot be read. */
export const listed = (
  { id, camel, pascal, zh, en }: Names,
  { secret, label, later }: ProtocolSpec,
  unknown: boolean,
  read: (path: string) => string,
): Readonly<Record<string, string>> => {
  const add = (path: string, name: string, member: string, line?: string): [string, string] => {
    const text = addMember(path, read(path), name, member);
    return [path, line === undefined ? text : addImport(text, line)];
  };
  const shared = quoted(id) === camel ? camel : `${quoted(id)}: ${camel}`;
  const letter = unknown ? freeLetter() : '';
  return Object.fromEntries([
    add('schemas/departments/index.ts', 'askedOf', shared, `import { ${camel} } from './${id}.ts';`),
    add(
      'infra/adapters.ts',
      'adapters',
      `${quoted(id)}: { says: '${zh} (${label})', ${secret ? `secret: ${secret(id)}, ` : ''}concurrency: 10${later ? `, ${later}: true` : ''} }`,
    ),
    add(
      'city/resources/index.ts',
      'resources',
      `...${camel}Resources`,
      `import { ${camel}Resources } from './${id}.ts';`,
    ),
    add('city/grants.ts', 'grants', `...${camel}Grants`, `import { ${camel}Grants } from './grants/${id}.ts';`),
    // Whoever answers by hand has no system.
    ...(label === MANUAL
      ? []
      : [
          add(
            'infra/local/departments/index.ts',
            'standIns',
            `${quoted(id)}: start${pascal}`,
            `import { start${pascal} } from './${id}.ts';`,
          ),
        ]),
    ...(unknown
      ? [
          add(
            'city/departments.ts',
            'departments',
            `department('${id}', '${letter}', '${cityName(zh)}', 'Yongkang ${en}', ['${zh}', '${en}'], { contact: { office: '${cityName(zh)}政务服务科', phone: '0579-00000130' } })`,
          ),
        ]
      : []),
  ]);
};
