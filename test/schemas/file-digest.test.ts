import { expect, test } from 'vitest';
import * as z from 'zod';
import { caseActs } from '#schemas/case-act.ts';
import { FileDigest, filesIn } from '#schemas/file-digest.ts';

const [ONE, TWO] = ['a'.repeat(43), 'b'.repeat(43)] as const;

test('a file is found by its type, whatever the member is called and however deep', () => {
  const schema = z.strictObject({
    letter: FileDigest.meta({ description: 'as signed' }).optional(),
    rows: z.array(z.strictObject({ pictures: z.array(FileDigest) })),
    by: z.record(z.string(), z.union([z.strictObject({ scan: FileDigest }), z.strictObject({ files: z.string() })])),
  });
  const value = { letter: ONE, rows: [{ pictures: [ONE, TWO] }], by: { a: { scan: TWO }, b: { files: ONE } } };
  expect(filesIn(schema, value)).toEqual([
    { field: '/letter', digest: ONE },
    { field: '/rows/0/pictures/0', digest: ONE },
    { field: '/rows/0/pictures/1', digest: TWO },
    { field: '/by/a/scan', digest: TWO },
  ]);
  expect(filesIn(schema, { rows: [], by: {} })).toEqual([]);
});

test('what a department answered names no file of the case, and a kind of schema through which nobody looks is said', () => {
  expect(filesIn(z.strictObject({ answer: z.unknown() }), { answer: { files: [ONE] } })).toEqual([]);
  expect(() => filesIn(z.strictObject({ at: z.tuple([FileDigest]) }), { at: [ONE] })).toThrow('tuple');
});

/** Something that each schema of an act takes, so that the walk goes through all of it. */
const filled = (schema: z.ZodType): unknown => {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return filled(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodObject)
    return Object.fromEntries(Object.entries(schema.shape).map(([key, one]) => [key, filled(one as z.ZodType)]));
  if (schema instanceof z.ZodArray) return [filled(schema.element as z.ZodType)];
  if (schema instanceof z.ZodRecord) return { key: filled(schema.valueType as z.ZodType) };
  return 'x';
};

test('every act is looked through: these name files', () => {
  const naming = Object.entries(caseActs).flatMap(([name, { body, kept }]) =>
    [body, ...Object.values(kept)]
      .flatMap((one) => filesIn(one as z.ZodType, filled(one as z.ZodType)))
      .map(({ field }) => `${name} ${field}`),
  );
  expect(naming).toEqual([
    'hand-in /materials/0/files/0',
    'inspect /items/0/photos/0',
    'sign-commitment /file',
    'check-commitment /photos/0',
  ]);
});
