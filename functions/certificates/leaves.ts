/** Leaves of JSON data, with the pointer of each and its pattern (`*` for every index of an array). */

export interface Leaf {
  /** /items/0/name */
  readonly pointer: string;
  /** /items/…/name with `*` for the index, as a type declares it */
  readonly pattern: string;
  readonly value: unknown;
}

/** Every leaf of `value`. Empty objects and arrays are leaves themselves. */
export const leavesOf = (value: unknown, pointer = '', pattern = ''): Leaf[] => {
  if (typeof value !== 'object' || value === null) return [{ pointer, pattern, value }];
  const entries = Object.entries(value);
  if (entries.length === 0) return [{ pointer, pattern, value }];
  const star = Array.isArray(value);
  return entries.flatMap(([key, member]) =>
    leavesOf(member, `${pointer}/${key}`, star ? `${pattern}/*` : `${pattern}/${key}`),
  );
};
