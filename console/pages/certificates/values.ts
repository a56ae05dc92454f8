/** Values that a pull released, by their pointers. */

/** "/holders/∗/name" finds one value for each holder. */
export const valuesAt = (data: unknown, pointer: string): unknown[] => {
  const walk = (value: unknown, [step, ...rest]: readonly string[]): unknown[] => {
    if (step === undefined) return value === undefined ? [] : [value];
    if (typeof value !== 'object' || value === null) return [];
    if (step === '*') return Array.isArray(value) ? value.flatMap((one) => walk(one, rest)) : [];
    return Object.hasOwn(value, step) ? walk((value as Record<string, unknown>)[step], rest) : [];
  };
  return walk(data, pointer.split('/').slice(1));
};

export const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
