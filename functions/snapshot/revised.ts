/** How an item of the registry is answered. */
import type { Output } from '#functions/kernel/request.ts';

/** The item with its revision as ETag: what a change is made against. */
export const revised = (item: { readonly revision: number }): Output => ({
  body: item,
  headers: { etag: `"${item.revision}"` },
});
