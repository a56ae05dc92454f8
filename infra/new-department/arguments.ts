/** What was typed: the department's id, the protocol it speaks, and names for one that the city does not know yet. */
import { parseArgs } from 'node:util';
import { Slug } from '#schemas/identifier.ts';
import { type Protocol, protocols } from './protocols.ts';
import { Refused } from './refused.ts';

export interface Wish {
  readonly id: string;
  readonly protocol: Protocol;
  readonly zh?: string | undefined;
  readonly en?: string | undefined;
}

const USAGE = `npm run new:department -- <name> --protocol ${Object.keys(protocols).join('|')} [--zh 气象局 --en Weather]`;
/** An adapter and its files are named after the department: these names mean something else there. */
const ROOMS = [
  'protocols',
  'index',
  'orders',
  'stand-in',
  'postgres',
  'rest',
  'soap',
  'ferry',
  'agent',
  'manual',
  'hub',
  'certificates',
];
const WORDS =
  'await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  );

const parse = (words: readonly string[]) => {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { protocol: { type: 'string' }, zh: { type: 'string' }, en: { type: 'string' } },
    });
  } catch (error) {
    throw new Refused(`${(error as Error).message.split('\n')[0]} Usage: ${USAGE}`);
  }
};

const isProtocol = (word: string | undefined): word is Protocol => word !== undefined && Object.hasOwn(protocols, word);

/** Throws Refused with one line. `taken`: departments that can be asked already, and names of functions. */
export const wishOf = (
  words: readonly string[],
  taken: { readonly asked: readonly string[]; readonly functions: readonly string[] },
): Wish => {
  const { values, positionals } = parse(words);
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0) throw new Refused(`Usage: ${USAGE}`);
  if (!Slug.safeParse(id).success || id.length > 30)
    throw new Refused(`"${id}" is no name: lower case, digits and hyphens, a letter first, at most 30 signs`);
  if (taken.asked.includes(id)) throw new Refused(`${id} can be asked already: schemas/departments/${id}.ts`);
  if (taken.functions.includes(id) || ROOMS.includes(id) || WORDS.includes(id))
    throw new Refused(`"${id}" already means something else in the tree: choose another name`);
  if (!isProtocol(values.protocol))
    throw new Refused(
      `${values.protocol === undefined ? 'No protocol was said' : `"${values.protocol}" is not a known protocol`}; known are ${Object.keys(protocols).join(', ')}`,
    );
  for (const name of [values.zh, values.en])
    if (name !== undefined && !/^[\p{L}\p{N}（）() -]{1,60}$/u.test(name))
      throw new Refused('a name holds letters, digits, spaces, hyphens and brackets, at most 60 signs');
  return { id, protocol: values.protocol, zh: values.zh, en: values.en };
};
