/** A department's own endpoint: a real server that verifies with the reference implementation, answers the challenge, and acts once on each event. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { Delivered } from '#schemas/published.ts';

export interface Subscriber {
  readonly url: string;
  /** Events acted on, each once, with the moment at which it arrived. */
  readonly effects: readonly { readonly event: string; readonly at: number; readonly delivered: Delivered }[];
  /** Messages that came, good and bad. */
  readonly came: number;
  readonly unverified: number;
  /** Answers the next `times` events with this status. */
  fail(status: number, times: number): void;
  know(secret: string): void;
  stop(): Promise<void>;
}

export const startSubscriber = async (): Promise<Subscriber> => {
  const effects: { event: string; at: number; delivered: Delivered }[] = [];
  let [came, unverified, failures, failing] = [0, 0, 0, 500];
  let verifier: Webhook | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      came += 1;
      const body = Buffer.concat(chunks).toString('utf8');
      const message = JSON.parse(body) as Delivered & { data: { challenge?: string } };
      try {
        verifier?.verify(body, request.headers as Record<string, string>);
      } catch {
        unverified += 1;
        return response.writeHead(401).end();
      }
      if (message.type === ('subscription.challenge' as string))
        return response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ challenge: message.data.challenge }));
      if (failures > 0) {
        failures -= 1;
        return response.writeHead(failing).end('SECRET of the subscriber');
      }
      const event = String(request.headers['webhook-id']);
      if (!message.type.startsWith('subscription.') && effects.every((effect) => effect.event !== event))
        effects.push({ event, at: Date.now(), delivered: message });
      return response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/onetrip`,
    effects,
    get came() {
      return came;
    },
    get unverified() {
      return unverified;
    },
    fail: (status, times) => {
      [failing, failures] = [status, times];
    },
    know: (secret) => {
      verifier = new Webhook(secret);
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
