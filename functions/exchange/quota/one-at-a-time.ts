/** Whoever comes while somebody is at it waits for him instead of doing the same: an instance may ask several questions at once (a batch). */
export type OneAtATime<T> = (work: () => Promise<T>) => Promise<T>;

export const oneAtATime = <T>(): OneAtATime<T> => {
  let running: Promise<T> | undefined;
  return (work) => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
};
