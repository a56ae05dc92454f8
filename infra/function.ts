/** Our Lambda function: its own role that starts with nothing, its own log, the bundle of its name. */
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as Lambda, Runtime, RuntimeFamily } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { EnvironmentKey } from '#functions/kernel/environment.ts';
import { bundlePath } from './bundle.ts';
import type { FunctionName } from './functions.ts';
import { pascal, pin } from './pin.ts';
import type { Settings } from './settings.ts';
import { version } from './version.ts';

/** Namespace of the metrics that are counted from log lines. */
export const METRICS = 'OneTrip';

export interface Shape {
  /** Seconds. */
  readonly timeout: number;
  /** Megabytes; processor time grows with it. */
  readonly memory?: number;
  readonly says: string;
}

export class HubFunction extends Construct {
  readonly lambda: Lambda;
  readonly called: FunctionName;
  private readonly log: LogGroup;

  constructor(scope: Construct, name: FunctionName, settings: Settings, shape: Shape) {
    super(scope, pascal(name));
    this.called = name;
    this.log = new LogGroup(this, 'Log', { retention: settings.logDays, removalPolicy: RemovalPolicy.RETAIN });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const reserved = settings.concurrency[name];
    this.lambda = new Lambda(this, 'Function', {
      functionName: physicalName(settings, name),
      description: shape.says,
      runtime: new Runtime(settings.runtime, RuntimeFamily.NODEJS),
      architecture: settings.architecture === 'arm64' ? Architecture.ARM_64 : Architecture.X86_64,
      code: Code.fromAsset(bundlePath(name)),
      handler: 'index.handler',
      role,
      logGroup: this.log,
      timeout: Duration.seconds(shape.timeout),
      memorySize: shape.memory ?? 512,
      ...(reserved === undefined ? {} : { reservedConcurrentExecutions: reserved }),
    });
    // Its physical name is fixed, so a moved logical id would have CloudFormation make a second of that name, and fail.
    pin(this.lambda, `${pascal(name)}Function`);
    this.tell('VERSION', version);
    // The ARN of a log group already ends in ":*", which is its streams.
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], this.log.logGroupArn);
  }

  /** Exact actions on one exact ARN. */
  allow(actions: readonly string[], arn: string): void {
    this.lambda.addToRolePolicy(new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [arn] }));
  }

  /** Each line of its log with this event counts one in the metric of that name (infra/metrics.ts). */
  counts(event: string, metricName: string): void {
    new MetricFilter(this, metricName, {
      logGroup: this.log,
      filterPattern: FilterPattern.stringValue('$.event', '=', event),
      metricNamespace: METRICS,
      metricName,
    });
  }

  tell(key: EnvironmentKey, value: string): void {
    this.lambda.addEnvironment(key, value);
  }
}

/** Known before deploying, so that alarms need no reference from stack to stack. */
export const physicalName = (settings: Pick<Settings, 'name'>, name: FunctionName): string =>
  `${settings.name.toLowerCase()}-${name}`;
