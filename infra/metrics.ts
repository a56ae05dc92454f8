/** The metrics that AWS gives without our doing, by the names of the house. */
import type { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { METRICS, physicalName } from './function.ts';
import type { FunctionName } from './functions.ts';
import type { House } from './house.ts';

export type Metrics = ReturnType<typeof metricsOf>;

export const metricsOf = ({ settings, data, door }: House, period: Duration) => {
  const lambda = (name: FunctionName, metricName: string, statistic = 'Sum') =>
    new Metric({
      namespace: 'AWS/Lambda',
      metricName,
      dimensionsMap: { FunctionName: physicalName(settings, name) },
      statistic,
      period,
    });
  const api = (metricName: string, statistic: string) =>
    new Metric({
      namespace: 'AWS/ApiGateway',
      metricName,
      dimensionsMap: { ApiId: door.api.apiId },
      statistic,
      period,
    });
  // How old a turn is says nothing: it may wait for a department.
  const turns = Object.entries(data.turnQueues);
  const depth = (queue: IQueue) => queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' });
  const age = (queue: IQueue) => queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum' });
  const counted = (metricName: string) => new Metric({ namespace: METRICS, metricName, statistic: 'Sum', period });
  return {
    agentSilent: counted('AgentSilent'),
    entryOverdue: counted('EntryOverdue'),
    deliveriesDead: counted('DeliveriesDead'),
    deliveriesLate: counted('DeliveriesLate'),
    returnStopped: counted('ReturnStopped'),
    returnRefused: counted('ReturnRefused'),
    upperChanged: counted('UpperChanged'),
    errors: (name: FunctionName) => lambda(name, 'Errors'),
    throttles: (name: FunctionName) => lambda(name, 'Throttles'),
    calls: (name: FunctionName) => lambda(name, 'Invocations'),
    slow: (name: FunctionName) => lambda(name, 'Duration', 'p99'),
    relayAge: lambda('exchanges-relay', 'IteratorAge', 'Maximum'),
    requests: api('Count', 'Sum'),
    refusals: api('4xx', 'Sum'),
    serverErrors: api('5xx', 'Sum'),
    latency: api('Latency', 'p99'),
    deadLetters: {
      uses: depth(data.usesQueue.dead),
      notices: depth(data.noticesQueue.dead),
      quality: depth(data.qualityQueue.dead),
      alerts: depth(data.alertsQueue.dead),
      catalogue: depth(data.catalogueQueue.dead),
      batches: depth(data.batchesQueue.dead),
      'back-fills': depth(data.backFillsQueue.dead),
      ...Object.fromEntries(turns.map(([name, { dead }]) => [`${name}-turns`, depth(dead)])),
      events: depth(data.eventsQueue.dead),
      cases: depth(data.casesQueue.dead),
      'case-archives': depth(data.caseArchivesQueue.dead),
      'status-lists': depth(data.statusQueue.dead),
      later: depth(data.laterQueue.dead),
      'exchanges-relay': depth(data.relayDeadLetters),
      'events-relay': depth(data.eventsRelayDeadLetters),
      'cases-relay': depth(data.casesRelayDeadLetters),
      'certificates-relay': depth(data.certificatesRelayDeadLetters),
    },
    oldest: {
      uses: age(data.usesQueue.queue),
      notices: age(data.noticesQueue.queue),
      quality: age(data.qualityQueue.queue),
      alerts: age(data.alertsQueue.queue),
      catalogue: age(data.catalogueQueue.queue),
      batches: age(data.batchesQueue.queue),
      events: age(data.eventsQueue.queue),
      cases: age(data.casesQueue.queue),
      'case-archives': age(data.caseArchivesQueue.queue),
      'status-lists': age(data.statusQueue.queue),
      later: age(data.laterQueue.queue),
    },
  };
};
