/** One page that says whether the hub is well: what is asked, what is refused, what is late. */
import { Dashboard, GraphWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { functionNames } from './functions.ts';
import type { Metrics } from './metrics.ts';
import type { Settings } from './settings.ts';

export const dashboard = (scope: Construct, settings: Settings, metrics: Metrics): Dashboard => {
  const graph = (
    title: string,
    left: GraphWidget extends never ? never : Parameters<GraphWidget['addLeftMetric']>[0][],
  ) => new GraphWidget({ title, left, width: 12, height: 6 });
  return new Dashboard(scope, 'Dashboard', {
    dashboardName: settings.name,
    widgets: [
      [
        graph('Requests 请求', [metrics.requests, metrics.refusals, metrics.serverErrors]),
        graph('Latency p99, ms 时延', [metrics.latency]),
      ],
      [
        graph('Calls by function 调用', functionNames.map(metrics.calls)),
        graph('Duration p99 by function, ms', functionNames.map(metrics.slow)),
      ],
      [
        graph('Errors 错误', functionNames.map(metrics.errors)),
        graph('Held back by a limit 限流', functionNames.map(metrics.throttles)),
      ],
      [
        graph('Oldest message, s 积压', [...Object.values(metrics.oldest), metrics.relayAge]),
        graph('Dead letters 死信', Object.values(metrics.deadLetters)),
      ],
    ],
  });
};
