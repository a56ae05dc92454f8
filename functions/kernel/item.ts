/** What every table's items have in common: keys around what is stored, and times in keys. */

/** What was stored, without the keys and the TTL that only the table needs; its schema decides what it is. */
export const withoutKeys = (item: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const { pk: _pk, sk: _sk, ttl: _ttl, ...rest } = item;
  return rest;
};

/** A time in a sort key, so that texts sort as times. `at`: epoch ms. */
export const timeKey = (at: number): string => String(at).padStart(15, '0');
