/** A small loopback server that speaks the AWS JSON 1.1 protocol: one function for each operation. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** An error the service answers with. */
export class ServiceError extends Error {
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.name = 'ServiceError';
    this.type = type;
  }
}

// biome-ignore lint/suspicious/noExplicitAny: input and output have the shapes that AWS documents for the operation
export type Operations = Readonly<Record<string, (input: any) => object>>;

export interface JsonService {
  readonly port: number;
  stop(): Promise<void>;
}

const run = async (operations: Operations, incoming: IncomingMessage): Promise<object> => {
  const name =
    String(incoming.headers['x-amz-target'] ?? '')
      .split('.')
      .at(-1) ?? '';
  const body = await text(incoming);
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (!operation) throw new ServiceError('UnknownOperationException', `${name} is not served on one machine`);
  return operation(JSON.parse(body || '{}'));
};

export const startJsonService = async (operations: Operations): Promise<JsonService> => {
  const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, response) => {
    const answer = (status: number, body: object) => {
      const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() };
      response.writeHead(status, headers).end(JSON.stringify(body));
    };
    run(operations, incoming).then(
      (output) => answer(200, output),
      (error: unknown) => {
        if (error instanceof ServiceError) answer(400, { __type: error.type, message: error.message });
        else answer(500, { __type: 'InternalServiceError', message: 'internal' });
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as { port: number }).port,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
};
