/** JSON Pointers (RFC 6901) as fields are declared: `*` stands for each element of an array; own members only. */

/** Every value that a pointer leads to. */
export const valuesAt = (pointer: string, value: unknown): unknown[] =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown[]>(
      (found, step) =>
        found.flatMap((at) => {
          if (step === '*') return Array.isArray(at) ? at : [];
          const own = typeof at === 'object' && at !== null && !Array.isArray(at) && Object.hasOwn(at, step);
          return own ? [(at as Record<string, unknown>)[step]] : [];
        }),
      [value],
    );
