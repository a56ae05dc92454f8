/** Digests of uploaded files, told by their type: wherever an act names one, under whatever member, it is held against what was uploaded to the case. */
import * as z from 'zod';

const digests = z.registry<{ readonly of: 'uploaded-file' }>();

/** Base64url SHA-256 of a file that was uploaded to the case. */
export const FileDigest = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/, 'sha-256')
  .register(digests, { of: 'uploaded-file' });

export interface NamedFile {
  /** JSON Pointer. */
  readonly field: string;
  readonly digest: string;
}

/** Kinds of schemas in which no file can be named; what a department answered is none of the case's own. */
const LEAVES: readonly string[] = ['string', 'number', 'int', 'boolean', 'enum', 'literal', 'unknown'];

/** The schemas just beneath, each with its value and its member. Throws Error for a kind of schema through which nobody looks yet. */
const beneath = (
  schema: z.ZodType,
  value: unknown,
): (readonly [schema: z.ZodType, value: unknown, member?: string])[] => {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return [[schema.unwrap() as z.ZodType, value]];
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).map(([key, member]) => [
      member as z.ZodType,
      (value as Readonly<Record<string, unknown>>)[key],
      key,
    ]);
  if (schema instanceof z.ZodArray)
    return (value as readonly unknown[]).map((one, i) => [schema.element as z.ZodType, one, String(i)]);
  if (schema instanceof z.ZodRecord)
    return Object.entries(value as object).map(([key, one]) => [schema.valueType as z.ZodType, one, key]);
  if (schema instanceof z.ZodUnion) {
    const option = (schema.options as z.ZodType[]).find((one) => one.safeParse(value).success);
    return option ? [[option, value]] : [];
  }
  if (LEAVES.includes(schema.type)) return [];
  throw new Error(`no file is looked for in a schema of kind ${schema.type}`);
};

/** Every file that a value of this schema names, and where. */
export const filesIn = (schema: z.ZodType, value: unknown, at = ''): NamedFile[] => {
  if (value === undefined || value === null) return [];
  if (digests.get(schema)) return [{ field: at, digest: String(value) }];
  return beneath(schema, value).flatMap(([one, found, member]) =>
    filesIn(one, found, member === undefined ? at : `${at}/${member}`),
  );
};
