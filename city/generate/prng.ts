/** Seeded chance: the same seed gives the same city, byte for byte, on every machine. Integers only, so no rounding differs. */
export interface Chance {
  /** Whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  pick<const L extends readonly [unknown, ...unknown[]]>(list: L): L[number];
  /** True `percent` times in a hundred. */
  percent(percent: number): boolean;
}

/** 32-bit FNV-1a over UTF-16 units, started from `basis`. */
const hash = (text: string, basis: number): number => {
  let h = (0x811c9dc5 ^ basis) >>> 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return h;
};

/** Small fast counting generator, 32 bits of output, 128 bits of state (sfc32, public domain algorithm by Chris Doty-Humphrey). */
export const chance = (seed: string): Chance => {
  let a = hash(seed, 1);
  let b = hash(seed, 2);
  let c = hash(seed, 3);
  let counter = 1;
  const next = (): number => {
    const out = (a + b + counter++) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + out) | 0;
    return out;
  };
  // The first outputs still resemble the seed.
  for (let i = 0; i < 16; i++) next();
  const int = (low: number, high: number): number => low + Math.floor((next() / 2 ** 32) * (high - low + 1));
  return {
    int,
    pick: (list) => list[int(0, list.length - 1)] ?? list[0],
    percent: (percent) => int(0, 99) < percent,
  };
};
