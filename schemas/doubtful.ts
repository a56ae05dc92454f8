/** 存疑字段: fields of what is told about somebody that are being checked (疑义校核). */
import * as z from 'zod';
import { FieldPointer } from './identifier.ts';

/** Meanwhile the person's own valid proof counts. */
export const Doubtful = z
  .strictObject({
    fields: z.array(FieldPointer),
    rule: z.strictObject({ zh: z.string(), en: z.string() }),
  })
  .meta({ id: 'Doubtful', description: '存疑字段 fields that are being checked' });
export type Doubtful = z.infer<typeof Doubtful>;
