/** How long each phase of the start took, in milliseconds, in the order in which they ended. */
export interface Timings {
  readonly phases: readonly { readonly name: string; readonly ms: number }[];
  measure<T>(name: string, work: () => Promise<T>): Promise<T>;
}

export const timings = (): Timings => {
  const phases: { name: string; ms: number }[] = [];
  return {
    phases,
    measure: async (name, work) => {
      const begun = performance.now();
      const result = await work();
      phases.push({ name, ms: Math.round(performance.now() - begun) });
      return result;
    },
  };
};
