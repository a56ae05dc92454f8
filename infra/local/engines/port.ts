/** Loopback ports: finding a free one, waiting until somebody listens. */
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { connect, createServer } from 'node:net';

// Below the range that the system hands out by itself: nobody who asks for "any port" takes it between looking and using.
const [LOWEST, HIGHEST] = [20_000, 32_000];

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '0.0.0.0', () => server.close(() => resolve(true)));
  });

/**
 * Ours as long as this process lives: its UDP half, which nobody else here uses. What is started on a port takes seconds to listen there, and
 * meanwhile another city would find it free.
 */
const claimed = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const claim = createSocket('udp4').unref();
    claim.once('error', () => claim.close(() => resolve(false)));
    claim.bind({ port, address: '127.0.0.1', exclusive: true }, () => resolve(true));
  });
// First claimed: to look is to listen for a moment, which would be in the way of whoever has it.
const isOurs = async (port: number): Promise<boolean> => (await claimed(port)) && (await isFree(port));

/** A port nobody listens on, nor will: whoever asks at the same time is given another. */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isOurs(port)) return port;
  }
};

/** A free port whose next one is free too: a hub and its sign-in. */
export const freePair = async (): Promise<number> => {
  for (;;) {
    const port = await freePort();
    if (await isOurs(port + 1)) return port;
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
