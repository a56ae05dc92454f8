import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deliverBatch } from '#infra/local/sources/batch.ts';
import { failedIds } from '#infra/local/sources/failures.ts';
import { patternOf } from '#infra/local/sources/filter.ts';
import { signedHeaders } from '#infra/local/sources/sign.ts';
import type { StreamRecord } from '#infra/local/sources/stream-client.ts';

const record = (sequence: number) => ({ dynamodb: { SequenceNumber: String(sequence) } }) as unknown as StreamRecord;
const numberOf = ({ dynamodb }: StreamRecord) => Number(dynamodb.SequenceNumber);

/** A function that fails on the poisoned and answers as Lambda's consumers do; everything it did is kept. */
const run = async (
  count: number,
  poison: ReadonlySet<number>,
  mapping: { partial: boolean; bisect: boolean; retries: number; maxAgeMs?: number },
  old = -1,
) => {
  const seen: number[] = [];
  const givenUp: number[] = [];
  let done = -1;
  const finished = await deliverBatch(
    Array.from({ length: count }, (_, i) => record(i)),
    { maxAgeMs: -1, ...mapping },
    {
      invoke: async (records) => {
        const failed = records.map(numberOf).find((n) => poison.has(n));
        const limit = failed === undefined ? Number.POSITIVE_INFINITY : mapping.partial ? failed : -1;
        seen.push(...records.map(numberOf).filter((n) => n < limit));
        if (failed === undefined) return { ok: true, requestId: 'r', payload: '{"batchItemFailures":[]}' };
        return mapping.partial
          ? {
              ok: true,
              requestId: 'r',
              payload: JSON.stringify({ batchItemFailures: [{ itemIdentifier: String(failed) }] }),
            }
          : { ok: false, requestId: 'r', error: { errorType: 'Error', errorMessage: 'poison' } };
      },
      age: (r) => (numberOf(r) <= old ? 1_000 : 0),
      giveUp: async (records) => void givenUp.push(...records.map(numberOf)),
      done: async (sequence) => {
        expect(Number(sequence)).toBeGreaterThanOrEqual(done);
        done = Number(sequence);
      },
      backOff: async () => true,
    },
  );
  return { seen, givenUp, done, finished };
};

describe('a batch of a stream', () => {
  it('gives up exactly the poisoned records, one by one, and tells all others in order', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.uniqueArray(fc.nat(39)),
        fc.boolean(),
        async (count, bad, partial) => {
          const poison = new Set(bad.filter((n) => n < count));
          const { seen, givenUp, done, finished } = await run(count, poison, { partial, bisect: true, retries: 2 });
          expect(givenUp).toEqual([...poison].sort((a, b) => a - b));
          const firsts = seen.filter((n, at) => seen.indexOf(n) === at && !poison.has(n));
          expect(firsts.filter((n, i) => i > 0 && n < (firsts[i - 1] ?? 0))).toEqual([]);
          expect(new Set(firsts).size).toBe(count - poison.size);
          expect([done, finished]).toEqual([count - 1, true]);
        },
      ),
      { numRuns: 200 },
    ));

  it('without bisecting gives up the whole batch', async () => {
    const { givenUp, seen } = await run(4, new Set([2]), { partial: false, bisect: false, retries: 1 });
    expect([givenUp, seen]).toEqual([[0, 1, 2, 3], []]);
  });

  it('with partial failures keeps what came before', async () => {
    const { givenUp, seen } = await run(4, new Set([2]), { partial: true, bisect: false, retries: 1 });
    expect([givenUp, seen]).toEqual([
      [2, 3],
      [0, 1],
    ]);
  });

  it('gives up what is too old without asking', async () => {
    const { givenUp, seen } = await run(4, new Set(), { partial: true, bisect: true, retries: 1, maxAgeMs: 500 }, 1);
    expect([givenUp, seen]).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });
});

describe('batch item failures', () => {
  it.each([
    ['null', []],
    ['""', []],
    ['{}', []],
    ['{"batchItemFailures":null}', []],
    ['{"batchItemFailures":[]}', []],
    ['{"batchItemFailures":[{"itemIdentifier":"b"}]}', ['b']],
    ['{"batchItemFailures":[{"itemIdentifier":""}]}', ['a', 'b']],
    ['{"batchItemFailures":[{"itemIdentifier":"z"}]}', ['a', 'b']],
    ['{"batchItemFailures":[{"other":"a"}]}', ['a', 'b']],
    ['{"batchItemFailures":[null]}', ['a', 'b']],
    ['{"batchItemFailures":{}}', ['a', 'b']],
    ['"text"', ['a', 'b']],
  ])('%s', (payload, failed) => {
    expect(failedIds(payload, ['a', 'b'])).toEqual(failed);
  });
});

it.each([
  ['{"eventName":["INSERT"]}', true],
  ['{"eventName":["MODIFY","REMOVE"]}', false],
  ['{"dynamodb":{"NewImage":{"kind":{"S":["query"]}}}}', true],
  ['{"dynamodb":{"NewImage":{"kind":{"S":[{"prefix":"qu"}]},"n":{"N":[{"exists":false}]}}}}', true],
  ['{"dynamodb":{"size":[{"numeric":[">",1,"<=",5]}]}}', true],
  ['{"dynamodb":{"size":[{"numeric":[">",5]}]}}', false],
  ['{"eventName":[{"anything-but":["REMOVE"]}]}', true],
  ['{"tags":["b"]}', true],
])('pattern %s -> %s', (pattern, matches) => {
  const event = { eventName: 'INSERT', tags: ['a', 'b'], dynamodb: { size: 5, NewImage: { kind: { S: 'query' } } } };
  expect(patternOf(pattern)(event)).toBe(matches);
});

it('refuses a pattern it does not understand', () => {
  expect(() => patternOf('{"a":[{"cidr":"10.0.0.0/8"}]}')).toThrow('cidr is not understood');
});

it('signs as AWS signs', () => {
  // AWS's published test suite, case post-header-key-sort, has no body and service "service".
  const signer = {
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    region: 'us-east-1',
    service: 'service',
  };
  const headers = signedHeaders(
    signer,
    new URL('https://example.amazonaws.com/'),
    { 'my-header1': 'value1' },
    '',
    new Date('2015-08-30T12:36:00Z'),
  );
  expect(headers.authorization).toBe(
    'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;my-header1;x-amz-date, Signature=c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c',
  );
});
