/** Loopback ports: finding a free one, waiting until somebody listens. */
import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';

// Below the range that the system hands out by itself: nobody who asks for "any port" takes it between looking and using.
const [LOWEST, HIGHEST] = [20_000, 32_000];

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '0.0.0.0', () => server.close(() => resolve(true)));
  });

/** A port nobody listens on at this moment, drawn at random so that two cities starting at once do not meet on one. */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) return port;
  }
};

/** A free port whose next one is free too: a hub and its sign-in. */
export const freePair = async (): Promise<number> => {
  for (;;) {
    const port = await freePort();
    if (await isFree(port + 1)) return port;
  }
};

const knock = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const done = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });

/** Waits until the port accepts connections. Throws after `patience` milliseconds, naming who was awaited. */
export const portOpen = async (port: number, who: string, patience = 30_000): Promise<void> => {
  const end = performance.now() + patience;
  while (!(await knock(port))) {
    if (performance.now() > end) throw new Error(`${who} did not answer on port ${port} within ${patience / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};
