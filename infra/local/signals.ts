/** Ctrl-C and kill: everything is stopped in order before the process ends. */
const EXIT = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

export interface Signals {
  /** A signal has come; the process is about to end. */
  ending(): boolean;
  ignore(): void;
}

export const onSignal = (stop: () => Promise<void>): Signals => {
  let ending = false;
  const handlers = Object.entries(EXIT).map(([signal, code]) => {
    const handler = () => {
      if (ending) return;
      ending = true;
      void stop().finally(() => process.exit(code));
    };
    process.on(signal, handler);
    return [signal, handler] as const;
  });
  return {
    ending: () => ending,
    ignore: () => {
      if (ending) return;
      for (const [signal, handler] of handlers) process.off(signal, handler);
    },
  };
};
