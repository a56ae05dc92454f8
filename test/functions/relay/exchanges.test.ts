import type { DynamoDBRecord } from 'aws-lambda';
import { expect, test, vi } from 'vitest';
import type { Queue } from '#functions/kernel/queue.client.ts';
import { relayExchanges } from '#functions/relay/exchanges.ts';
import { streamRecord } from '#infra/local/scenarios/stream.ts';
import type { Envelope } from '#schemas/event.ts';
import { ExchangeLine } from '#schemas/exchange.ts';
import { exchangeRecord } from './records.ts';

const queue = (...refused: string[]): Queue & { sent: Envelope[] } => {
  const sent: Envelope[] = [];
  return {
    sent,
    send: async (envelopes) => {
      sent.push(...envelopes);
      return new Set(refused);
    },
  };
};

const envelopeId = (id: string) => `exchange.recorded#${id}`;

test('a new record becomes one envelope: its line, the subject only as handle, nothing secret', async () => {
  const record = exchangeRecord();
  const uses = queue();
  expect(await relayExchanges([streamRecord('1', record)], { uses, notices: queue(), alerts: queue() })).toEqual({
    batchItemFailures: [],
  });
  const [envelope] = uses.sent;
  expect(envelope).toMatchObject({
    v: 1,
    id: envelopeId(record.id),
    type: 'exchange.recorded',
    at: record.at,
    subject: record.handle,
    causation: record.id,
  });
  expect(ExchangeLine.parse(envelope?.data).id).toBe(record.id);
  for (const secret of [record.salt, record.nonce, record.subject, record.request])
    expect(JSON.stringify(envelope)).not.toContain(secret);
});

test('changes, deletions and items that are no records say nothing', async () => {
  const uses = queue();
  const intent: DynamoDBRecord = {
    eventName: 'INSERT',
    dynamodb: { SequenceNumber: '3', NewImage: { pk: { S: 'x' }, v: { N: '1' } } },
  };
  const changed = [streamRecord('1', exchangeRecord(), 'MODIFY'), streamRecord('2', exchangeRecord(), 'REMOVE')];
  expect(await relayExchanges([...changed, intent], { uses, notices: queue(), alerts: queue() })).toEqual({
    batchItemFailures: [],
  });
  expect(uses.sent).toEqual([]);
});

test('what the queue refuses is reported by sequence number, and only that', async () => {
  const [a, b, c] = [exchangeRecord(), exchangeRecord(), exchangeRecord()];
  const uses = queue(envelopeId(b.id));
  const answer = await relayExchanges([streamRecord('11', a), streamRecord('12', b), streamRecord('13', c)], {
    uses,
    notices: queue(),
    alerts: queue(),
  });
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '12' }] });
});

test('a record that cannot be read ends in the dead letters, and neither it nor its reason is logged', async () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const uses = queue();
  const broken = streamRecord('21', { ...exchangeRecord(), consumer: 'NOT A SLUG 䶮', at: 'soon' });
  const good = exchangeRecord();
  const answer = await relayExchanges([broken, streamRecord('22', good)], { uses, notices: queue(), alerts: queue() });
  const logged = write.mock.calls.flat().join('');
  write.mockRestore();
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '21' }] });
  expect(uses.sent.map(({ id }) => id)).toEqual([envelopeId(good.id)]);
  expect(logged).toContain('relay-unreadable');
  expect(logged).not.toContain('䶮');
});

test('records about third parties go to the notices too; what either queue refuses is sent again to both', async () => {
  const [own, landlord] = [exchangeRecord(), exchangeRecord({ party: 'landlord', level: 'predicate' })];
  const [uses, notices] = [queue(), queue(envelopeId(landlord.id))];
  const answer = await relayExchanges([streamRecord('31', own), streamRecord('32', landlord)], {
    uses,
    notices,
    alerts: queue(),
  });
  expect(uses.sent).toHaveLength(2);
  expect(notices.sent.map(({ id }) => id)).toEqual([envelopeId(landlord.id)]);
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '32' }] });
});

test('a beat among the records goes their way, also when it is sent again; no notice is made of it', async () => {
  const [uses, notices, alerts] = [queue(), queue(), queue()];
  const beat = { at: Date.parse('2026-11-20T09:31:00+08:00'), lane: 2 };
  const sent = beat.at + 60_000;
  const item = { pk: `beat#${beat.at}#2`, sk: 'beat', v: 1, beat, sent, ttl: 1 };
  const landlord = exchangeRecord({ party: 'landlord', level: 'predicate' });
  const stream = [
    streamRecord('41', landlord),
    streamRecord('42', item),
    streamRecord('43', { ...item, sent: sent + 1 }, 'MODIFY'),
    { ...streamRecord('44', item, 'REMOVE'), dynamodb: { SequenceNumber: '44' } },
  ];
  expect(await relayExchanges(stream, { uses, notices, alerts })).toEqual({ batchItemFailures: [] });
  expect(uses.sent.map(({ id }) => id)).toEqual([
    envelopeId(landlord.id),
    `uses.beat#${beat.at}#2@${sent}`,
    `uses.beat#${beat.at}#2@${sent + 1}`,
  ]);
  expect(uses.sent[1]).toMatchObject({ type: 'uses.beat', at: sent, data: beat });
  expect(notices.sent.map(({ id }) => id)).toEqual([envelopeId(landlord.id)]);
  expect(alerts.sent.map(({ id }) => id)).toEqual([envelopeId(landlord.id)]);
});

test('the watch over look-ups hears who looked and not at what; of an issued certificate it hears nothing', async () => {
  const [looked, issued] = [exchangeRecord({ near: 'nearnear' }), exchangeRecord({ kind: 'issue' })];
  const alerts = queue(envelopeId(looked.id));
  const batch = [streamRecord('41', looked), streamRecord('42', issued)];
  const answer = await relayExchanges(batch, { uses: queue(), notices: queue(), alerts });
  const { at, client, officer, consumer, grant } = looked;
  expect(alerts.sent).toMatchObject([{ id: envelopeId(looked.id), subject: looked.handle }]);
  expect(alerts.sent[0]?.data).toEqual({ at, client, officer, consumer, grant, near: 'nearnear' });
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '41' }] });
});
