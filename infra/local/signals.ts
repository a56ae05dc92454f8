/** Ctrl-C and kill: everything is stopped in order before the process ends. */
const EXIT = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Returns how to stop listening. */
export const onSignal = (stop: () => Promise<void>): (() => void) => {
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
  return () => {
    if (ending) return;
    for (const [signal, handler] of handlers) process.off(signal, handler);
  };
};
