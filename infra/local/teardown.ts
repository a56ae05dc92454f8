/** What has been started, so that it can be stopped in reverse, also when it is still starting. */
export interface Teardown {
  /** Remembers how to stop what `starting` becomes. Gives the same promise back. */
  after<T>(starting: Promise<T>, stop: (started: T) => unknown): Promise<T>;
  /** Stops everything, the newest first. A second call waits for the first. */
  run(): Promise<void>;
}

export const teardown = (): Teardown => {
  const steps: (() => Promise<unknown>)[] = [];
  let ending: Promise<void> | undefined;
  const undo = async () => {
    for (let step = steps.pop(); step; step = steps.pop()) await step().catch(() => {});
  };
  return {
    after: (starting, stop) => {
      steps.push(async () => stop(await starting));
      // Who is still starting things must not go on while they are being stopped.
      return starting.then((started) => {
        if (ending !== undefined) throw new Error('stopped while starting');
        return started;
      });
    },
    run: () => {
      ending ??= undo();
      return ending;
    },
  };
};
