/** A department's secret, read. JSON.parse repeats what it could not read in its message, and zod what it refused: neither goes further. */
import type * as z from 'zod';

export const readSecret = <S extends z.ZodType>(schema: S, secret: string): z.output<S> => {
  try {
    return schema.parse(JSON.parse(secret));
  } catch {
    throw new Error('the department secret is malformed');
  }
};
