/** Asks the engine behind the proxy, and mends what the engine answers differently from AWS. */
import { crc32 } from 'node:zlib';
import type { Call, Service } from './call.ts';
import { askingForCapacity, isMetered, type Units, unitsOf } from './capacity.ts';
import { type Reply, type Upstream, upstream } from './upstream.ts';

export interface Engines {
  /** `units` is called once with what the call consumed. Throws when the engine does not answer. */
  ask(call: Call, units: (units: Units) => void): Promise<Reply>;
  close(): void;
}

const json = (body: Buffer) => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return {};
  }
};

const withBody = (reply: Reply, body: Buffer): Reply => ({
  ...reply,
  body,
  headers: { ...reply.headers, ...(reply.headers['x-amz-crc32'] ? { 'x-amz-crc32': String(crc32(body)) } : {}) },
});

const metered = async (from: Upstream, port: number, call: Call, units: (units: Units) => void): Promise<Reply> => {
  const asking = askingForCapacity(call);
  const reply = await from.forward(port, asking ? { ...call, body: asking } : call);
  const answer = json(reply.body);
  units(unitsOf(call, reply.status, answer));
  if (!asking || answer.ConsumedCapacity === undefined) return reply;
  const { ConsumedCapacity: _, ...rest } = answer;
  return withBody(reply, Buffer.from(JSON.stringify(rest)));
};

const NAMES_QUEUES = new Set(['CreateQueue', 'GetQueueUrl', 'ListQueues']);

// The host in fauxqs' queue URLs does not resolve.
const withQueueUrls = (reply: Reply, door: number): Reply =>
  withBody(
    reply,
    Buffer.from(reply.body.toString('utf8').replace(/http:\/\/sqs\.[^/]+\//g, `http://127.0.0.1:${door}/`)),
  );

/** DynamoDB Local names a stream by the moment it was made; everybody here knows it by the template's ARN. */
const ofStream = async (from: Upstream, port: number, call: Call, own: string): Promise<Reply> => {
  const known = String(call.json.StreamArn);
  const swapped = (body: Buffer, a: string, b: string) => Buffer.from(body.toString('utf8').replaceAll(a, b));
  const reply = await from.forward(port, { ...call, body: swapped(call.body, known, own) });
  return call.operation === 'DescribeStream' ? withBody(reply, swapped(reply.body, own, known)) : reply;
};

export interface EngineFacts {
  /** Where each engine listens. */
  readonly ports: Readonly<Record<Service, number>>;
  /** The engine's own ARN of each stream by the ARN that the templates know. */
  readonly streams: ReadonlyMap<string, string>;
  /** Port of the proxy, which queue URLs must name. */
  readonly door: () => number;
}

export const enginesAt = ({ ports, streams, door }: EngineFacts): Engines => {
  const from = upstream();
  const ask = async (call: Call, units: (units: Units) => void): Promise<Reply> => {
    const port = ports[call.service];
    if (isMetered(call)) return metered(from, port, call, units);
    const stream = call.service === 'dynamodb' ? streams.get(String(call.json.StreamArn)) : undefined;
    if (stream) return ofStream(from, port, call, stream);
    const reply = await from.forward(port, call);
    return call.service === 'sqs' && NAMES_QUEUES.has(call.operation) ? withQueueUrls(reply, door()) : reply;
  };
  return { ask, close: from.close };
};
