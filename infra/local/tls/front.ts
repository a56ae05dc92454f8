/** TLS before a department's stand-in: the same system, reached as a real one is, under any certificate that one wants to see. */
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Identity } from './authority.ts';

export interface Front {
  readonly port: number;
  /** From the next connection on; those that are open end. */
  show(identity: Identity): void;
  stop(): Promise<void>;
}

export interface FrontGround {
  /** The stand-in's port, looked at for each connection. */
  readonly to: () => number;
  readonly identity: Identity;
  /** PEM of the authority by which a client must show a certificate; none need unless given. */
  readonly clients?: string;
  /** PostgreSQL begins in plain and is asked for TLS. */
  readonly postgres?: boolean;
}

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

export const startFront = async ({ to, identity, clients, postgres = false }: FrontGround): Promise<Front> => {
  const open = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    open.add(socket);
    return socket.on('error', () => undefined).on('close', () => open.delete(socket));
  };
  const hangUp = (): void => {
    for (const socket of open) socket.destroy();
  };
  const options = clients === undefined ? {} : { ca: clients, requestCert: true, rejectUnauthorized: true };
  const secure = createTlsServer({ ...identity, ...options }, (near) => {
    const far = keep(connect(to(), '127.0.0.1'));
    keep(near).pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  secure.on('tlsClientError', (_error, socket) => socket.destroy());
  const plain = createServer((socket) =>
    keep(socket).once('data', () => {
      socket.write('S');
      secure.emit('connection', socket);
    }),
  );
  const server = postgres ? plain : secure;
  return {
    port: await listening(server),
    show: (next) => {
      secure.setSecureContext({ ...next, ...options });
      hangUp();
    },
    stop: () => {
      hangUp();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
};
