/** A request about somebody, made of what is known of him and of what the resource's own schema says: a new resource needs no line here. */
import fc from 'fast-check';
import * as z from 'zod';
import type { Asked } from '#schemas/asked.ts';
import type { Whom } from './who.ts';

/** His number, name and telephone wherever the schema leaves the text free. */
const free = ({ code, name, phone }: Whom): string => `永康市${name}餐饮有限公司（${phone}，${code}）`;

/** Members that describe a text, in JSON Schema. */
interface Described {
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly example?: unknown;
}
const described = (schema: z.ZodType): Described => {
  const { $ref, $defs, ...own } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return ($ref ? $defs?.[$ref.split('/').at(-1) ?? ''] : own) as Described;
};

const candidates = (schema: z.ZodType, whom: Whom): unknown[] => {
  const { enum: words = [], pattern, example } = described(schema);
  const invented = pattern
    ? fc.sample(fc.stringMatching(new RegExp(pattern)), { numRuns: 20, seed: 20260417 })
    : ([] as string[]);
  const { code, firm, unitNumber, taxCertificate } = whom;
  return [
    ...words,
    ...[code, firm, unitNumber, taxCertificate, '2026-03-02', free(whom), whom.name, 100_000, 1, true, null, []],
    ...[example, ...invented],
  ];
};

const membersOf = (schema: z.ZodType): Readonly<Record<string, z.ZodType>> => {
  if (schema instanceof z.ZodObject) return schema.shape as Record<string, z.ZodType>;
  throw new Error('a request is an object');
};

/** Throws when nothing that is known of him fits a member: then Whom lacks something. */
const fitting = (name: string, schema: z.ZodType, whom: Whom): unknown => {
  if (schema instanceof z.ZodObject) return requestOf(schema, whom);
  const fits = candidates(schema, whom).find((value) => schema.safeParse(value).success);
  if (fits === undefined && !schema.safeParse(undefined).success) throw new Error(`nothing known fits ${name}`);
  return fits;
};

export const requestOf = (schema: Asked['request'], whom: Whom): Readonly<Record<string, unknown>> => {
  const request = Object.fromEntries(
    Object.entries(membersOf(schema)).map(([name, member]) => [name, fitting(name, member, whom)]),
  );
  return schema.parse(request) as Record<string, unknown>;
};

/** The member at a pointer without stars. */
export const at = (value: unknown, pointer: string): string =>
  String(
    pointer
      .split('/')
      .slice(1)
      .reduce<unknown>((inner, name) => (inner as Record<string, unknown>)?.[name], value),
  );
