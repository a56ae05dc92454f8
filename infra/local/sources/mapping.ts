/** An event source mapping of the template, its defaults filled in as Lambda fills them. */
import type { Deployed, Deployment } from '../template.ts';
import { type Pattern, patternOf } from './filter.ts';

export interface Mapping {
  readonly id: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly sourceArn: string;
  readonly kind: 'queue' | 'stream';
  readonly region: string;
  readonly batchSize: number;
  /** MaximumConcurrency: the most calls at once that a queue wakes up. */
  readonly most?: number;
  readonly windowMs: number;
  /** A record passes when one of them matches; all pass when there is none. */
  readonly filters: readonly Pattern[];
  /** ReportBatchItemFailures. */
  readonly partial: boolean;
  readonly bisect: boolean;
  /** Retries of a failing stream batch; -1: until the records are too old. */
  readonly retries: number;
  /** -1: never too old. */
  readonly maxAgeMs: number;
  readonly from: 'TRIM_HORIZON' | 'LATEST';
  /** Queue that is told what was given up. */
  readonly onFailure?: string;
}

const owner = (deployment: Deployment, reference: string): Deployed => {
  const fn = deployment
    .ofType('AWS::Lambda::Function')
    .find(({ name, arn }) => name === reference || arn === reference);
  if (!fn) throw new Error(`an event source names the unknown function ${reference}`);
  return fn;
};

const mappingOf = (deployment: Deployment, { id, properties: p }: Deployed): Mapping => {
  const fn = owner(deployment, String(p.FunctionName));
  const sourceArn = String(p.EventSourceArn);
  const [, , service, region = ''] = sourceArn.split(':');
  const kind = service === 'sqs' ? 'queue' : service === 'dynamodb' ? 'stream' : undefined;
  if (!kind) throw new Error(`event source ${id}: ${service} is not understood`);
  const onFailure = p.DestinationConfig?.OnFailure?.Destination as string | undefined;
  const age = Number(p.MaximumRecordAgeInSeconds ?? -1);
  return {
    id,
    functionName: fn.name,
    functionArn: fn.arn,
    sourceArn,
    kind,
    region,
    ...(p.ScalingConfig?.MaximumConcurrency ? { most: Number(p.ScalingConfig.MaximumConcurrency) } : {}),
    batchSize: Number(p.BatchSize ?? (kind === 'queue' ? 10 : 100)),
    windowMs: Number(p.MaximumBatchingWindowInSeconds ?? 0) * 1000,
    filters: (p.FilterCriteria?.Filters ?? []).map(({ Pattern }: { Pattern: string }) => patternOf(Pattern)),
    partial: (p.FunctionResponseTypes ?? []).includes('ReportBatchItemFailures'),
    bisect: p.BisectBatchOnFunctionError === true,
    retries: Number(p.MaximumRetryAttempts ?? -1),
    maxAgeMs: age < 0 ? -1 : age * 1000,
    from: p.StartingPosition === 'LATEST' ? 'LATEST' : 'TRIM_HORIZON',
    ...(onFailure === undefined ? {} : { onFailure }),
  };
};

export const readMappings = (deployment: Deployment): readonly Mapping[] =>
  deployment
    .ofType('AWS::Lambda::EventSourceMapping')
    .filter(({ properties }) => properties.Enabled !== false)
    .map((mapping) => mappingOf(deployment, mapping));
