/** The listening socket. Opened first, because its address stands in the template; serves once the city is ready. */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Door {
  readonly port: number;
  readonly url: string;
  /** From now on requests go here; before that they get 503. */
  serve(listener: RequestListener): void;
  close(): Promise<void>;
}

/** An HTTP API takes 10,240 bytes of request line and headers. */
const MAX_HEADERS = 10_240;
/** Longer than any pause between two requests of a caller: else one would now and then meet a connection that just closes. */
const IDLE_MS = 120_000;

const refuseBroken = (server: Server) =>
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
    const large = error.code === 'HPE_HEADER_OVERFLOW';
    const [line, message] = large
      ? ['431 Request Header Fields Too Large', 'Request Header Fields Too Large']
      : ['400 Bad Request', 'Bad Request'];
    const body = JSON.stringify({ message });
    socket.end(
      `HTTP/1.1 ${line}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
    );
  });

/** `port` 0: a free one. Throws EADDRINUSE when it is taken. */
export const openDoor = async (port: number): Promise<Door> => {
  let listener: RequestListener = (_request, response) => {
    response.writeHead(503, { 'content-type': 'application/json' }).end('{"message":"Service Unavailable"}');
  };
  const server = createServer({ maxHeaderSize: MAX_HEADERS, keepAliveTimeout: IDLE_MS }, (request, response) =>
    listener(request, response),
  );
  refuseBroken(server);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const actual = (server.address() as AddressInfo).port;
  return {
    port: actual,
    url: `http://127.0.0.1:${actual}`,
    serve: (next) => {
      listener = next;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};
