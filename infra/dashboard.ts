/** One page that says whether the hub is well: what is asked, what is refused, what is late. */
import { Dashboard, GraphWidget, type IMetric, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { type FunctionName, functionNames } from './functions.ts';
import type { Metrics } from './metrics.ts';
import type { Settings } from './settings.ts';

export const dashboard = (scope: Construct, settings: Settings, metrics: Metrics): Dashboard => {
  const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 12, height: 6 });
  const byFunction = (metric: (name: FunctionName) => Metric) =>
    functionNames.map((name) => metric(name).with({ label: name }));
  return new Dashboard(scope, 'Dashboard', {
    dashboardName: settings.name,
    widgets: [
      [
        graph('Requests 请求', [metrics.requests, metrics.refusals, metrics.serverErrors]),
        graph('Latency p99, ms 时延', [metrics.latency]),
      ],
      [
        graph('Calls by function 调用', byFunction(metrics.calls)),
        graph('Duration p99 by function, ms', byFunction(metrics.slow)),
      ],
      [
        graph('Errors 错误', byFunction(metrics.errors)),
        graph('Held back by a limit 限流', byFunction(metrics.throttles)),
      ],
      [
        graph('Oldest message, s 积压', [...Object.values(metrics.oldest), metrics.relayAge]),
        graph('Dead letters 死信', Object.values(metrics.deadLetters)),
      ],
    ],
  });
};
