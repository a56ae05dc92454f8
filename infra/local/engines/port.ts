/** Loopback ports: finding a free one, waiting until somebody listens. */
import { connect, createServer } from 'node:net';

/** A port nobody listens on at this moment. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

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
