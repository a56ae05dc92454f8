/** Cursor paging. The cursor is encrypted and bound to caller and filter; it is opaque and lives as long as the filter is the same. */
import * as z from 'zod';

export const PageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(1024).optional(),
};

export const page = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), next: z.string().optional() });
