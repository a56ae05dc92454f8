import { beforeAll, describe, expect, test } from 'vitest';
import { entries, type FunctionName, functionNames } from '#infra/functions.ts';
import { acknowledgements } from '#infra/nag.ts';
import { ALLOWED_TYPES } from '#infra/partitions.ts';
import { pascal } from '#infra/pin.ts';
import { Settings } from '#infra/settings.ts';
import { tables } from '#infra/tables.ts';
import { LATE_MS, SETTLED_MS } from '#schemas/progress.ts';
import { bundled } from './bundled.ts';
import { environmentsRead } from './environments.ts';
import './own-domain.scenario.ts';
import { whoMayDoWhat } from './roles.scenario.ts';
import { said } from './roles.ts';
import { deployedRoutes, tableOfRoutes } from './routes.ts';
import { type Json, type Resource, type Synthesized, synthesize } from './synthesized.ts';

const STATEFUL = /^AWS::(DynamoDB::Table|S3::Bucket|SQS::Queue|KMS::Key|SecretsManager::Secret)$/;
let hub: Synthesized;
let china: Synthesized;
let read: Record<FunctionName, string[]>;

beforeAll(async () => {
  read = environmentsRead(await bundled());
  hub = synthesize();
  china = synthesize({ partition: 'aws-cn' });
});

const named = (id: string): Resource => {
  const found = hub.resources.find((resource) => resource.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};

describe('what stands', () => {
  test('only resource types that were thought about, in each partition; so no custom resources', () => {
    const types = (from: Synthesized) => [...new Set(from.resources.map(({ type }) => type))];
    expect(types(hub).filter((type) => !ALLOWED_TYPES.aws.includes(type))).toEqual([]);
    expect(types(china).filter((type) => !ALLOWED_TYPES['aws-cn'].includes(type))).toEqual([]);
  });

  test('no stack comes near the limit', () => {
    const counts = Map.groupBy(hub.resources, ({ stack }) => stack);
    console.log([...counts].map(([stack, { length }]) => `${stack}: ${length} resources`).join(', '));
    // CloudFormation takes 500; parting a stack that is deployed is work, so it is done long before.
    for (const [, resources] of counts) expect(resources.length).toBeLessThanOrEqual(350);
  });

  test('what would be lost stands in the stateful stack alone, is retained, and keeps its logical id and keys', async () => {
    const stateful = hub.resources.filter(({ type }) => STATEFUL.test(type));
    for (const { id, stack, deletion } of stateful)
      expect([id, stack, deletion]).toEqual([id, 'OneTripData', 'Retain']);
    const lines = stateful.map(({ id, type, properties }) =>
      [type, id, JSON.stringify(properties.KeySchema ?? properties.KeySpec ?? '')].join(' ').trim(),
    );
    await expect(`${lines.sort().join('\n')}\n`).toMatchFileSnapshot('__snapshots__/stateful.txt');
  });

  test('no ARN of another partition', () => {
    expect(hub.text).not.toMatch(/arn:aws[:-]/);
    expect(china.text).not.toMatch(/arn:aws:/);
  });

  test('AwsSolutions finds nothing that is not acknowledged', () => {
    expect(hub.findings()).toEqual([]);
    expect(china.findings()).toEqual([]);
  });

  test('what is acknowledged is at most thirteen things, each still needed and with its reason', () => {
    const stated = acknowledgements(Settings.parse({}));
    expect(stated.length).toBeLessThanOrEqual(13);
    for (const { reason } of stated) expect(reason.length).toBeGreaterThan(40);
    expect(stated.flatMap(({ id, where }) => where.map(() => id)).sort()).toEqual(hub.findings('all').sort());
  });

  test('everything the one machine must understand is written in words it knows', () => {
    const words = new Set(hub.text.match(/"Fn::\w+"/g));
    expect([...words].sort()).toEqual(['"Fn::GetAtt"', '"Fn::ImportValue"', '"Fn::Join"', '"Fn::Sub"']);
    expect(hub.text).not.toContain('"Condition":"');
  });
});

whoMayDoWhat(() => hub);

describe('what is kept', () => {
  test.each(Object.entries(tables))('table %s', (name, spec) => {
    const { properties } = named(`${pascal(name)}Table`);
    expect(properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    });
    expect(properties.StreamSpecification?.StreamViewType).toBe('stream' in spec ? 'NEW_IMAGE' : undefined);
  });

  /** Statements that refuse whatever does not come by TLS. */
  const refusesPlain = (type: string, target: string) =>
    hub
      .ofType(type)
      .filter(({ properties }) => JSON.stringify(properties.Queues ?? properties.Bucket).includes(`"${target}"`))
      .flatMap(({ properties }) => properties.PolicyDocument.Statement)
      .some((one: Json) => one.Effect === 'Deny' && one.Condition?.Bool?.['aws:SecureTransport'] === 'false');

  test('every bucket is versioned, closed and by TLS only', () => {
    for (const { id, properties } of hub.ofType('AWS::S3::Bucket')) {
      expect(properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
      expect(Object.values(properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
      expect(properties.BucketEncryption).toBeDefined();
      expect(refusesPlain('AWS::S3::BucketPolicy', id)).toBe(true);
    }
  });

  test('certificates are locked; in compliance mode when the city says so', () => {
    const lock = (from: Synthesized) =>
      from.ofType('AWS::S3::Bucket').find(({ id }) => id === 'CertificatesBucket')?.properties.ObjectLockConfiguration;
    expect(named('CertificatesBucket').properties.ObjectLockEnabled).toBe(true);
    expect(lock(hub).Rule.DefaultRetention).toEqual({ Mode: 'GOVERNANCE', Days: 3650 });
    const strict = synthesize({ lockMode: 'compliance', lockYears: 30, publicRoutes: false, concurrency: '{}' });
    expect(lock(strict).Rule.DefaultRetention).toEqual({ Mode: 'COMPLIANCE', Days: 10950 });
    expect(named('ArchivesBucket').properties.ObjectLockConfiguration.Rule.DefaultRetention.Days).toBe(3650);
    expect(
      strict.ofType('AWS::ApiGatewayV2::Route').map(({ properties }) => properties.AuthorizationType),
    ).not.toContain('NONE');
    expect(strict.text).not.toContain('ReservedConcurrentExecutions');
    const deny = JSON.stringify(hub.ofType('AWS::S3::BucketPolicy'));
    expect(deny).toContain('s3:BypassGovernanceRetention');
    expect(deny).toContain('s3:DeleteObjectVersion');
  });

  test('every queue has dead letters, or is dead letters', () => {
    const queues = hub.ofType('AWS::SQS::Queue');
    const dead = new Set([
      ...queues.flatMap(({ properties }) => properties.RedrivePolicy?.deadLetterTargetArn['Fn::GetAtt'][0] ?? []),
      ...hub
        .ofType('AWS::Lambda::EventSourceMapping')
        .map(({ properties }) => properties.DestinationConfig?.OnFailure.Destination)
        .filter(Boolean)
        .map((destination) => said(hub, destination)),
    ]);
    for (const { id, properties } of queues) {
      expect([id, dead.has(id) || properties.RedrivePolicy !== undefined]).toEqual([id, true]);
      expect(properties.SqsManagedSseEnabled).toBe(true);
      expect(refusesPlain('AWS::SQS::QueuePolicy', id)).toBe(true);
    }
  });

  test('a dead letter outlives the message it was', () => {
    for (const { properties } of hub.ofType('AWS::SQS::Queue').filter((queue) => queue.properties.RedrivePolicy)) {
      const dead = named(properties.RedrivePolicy.deadLetterTargetArn['Fn::GetAtt'][0]);
      expect(dead.properties.MessageRetentionPeriod).toBeGreaterThan(properties.MessageRetentionPeriod);
    }
  });

  test('the seal never leaves KMS', () => {
    expect(named('SealKey').properties).toMatchObject({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
  });
});

describe('how it is reached', () => {
  test('the routes are those of the route tables, each with its scope; only the public ones have none', () => {
    expect(deployedRoutes(hub)).toEqual(tableOfRoutes());
  });

  test('tokens are checked by issuer and audience', () => {
    const [authorizer] = hub.ofType('AWS::ApiGatewayV2::Authorizer');
    expect(authorizer?.properties).toMatchObject({
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Audience: ['onetrip'], Issuer: 'https://login.example.invalid/onetrip' },
    });
  });

  test('the stage throttles, public routes lower, and keeps an access log without paths', () => {
    const [stage] = hub.ofType('AWS::ApiGatewayV2::Stage');
    expect(stage?.properties.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 });
    const open = Object.entries(tableOfRoutes()).filter(([, scope]) => scope === null);
    expect(Object.keys(stage?.properties.RouteSettings).sort()).toEqual(open.map(([key]) => key).sort());
    expect(stage?.properties.AccessLogSettings.Format).not.toMatch(/context\.path|rawPath|querystring/);
  });

  test('sources report partial failures, and give up somewhere', () => {
    for (const { properties } of hub.ofType('AWS::Lambda::EventSourceMapping'))
      expect(properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    const stream = hub.ofType('AWS::Lambda::EventSourceMapping').find(({ properties }) => properties.StartingPosition);
    expect(stream?.properties).toMatchObject({ BisectBatchOnFunctionError: true, MaximumRetryAttempts: 10 });
  });
});

describe('functions', () => {
  const functions = () => hub.ofType('AWS::Lambda::Function');
  const byName = (name: FunctionName) =>
    functions().find(({ properties }) => properties.FunctionName === `onetrip-${name}`) as Resource;

  test('there is one per entry, on Node 24, with a log that ends', () => {
    expect(functions().length).toBe(Object.keys(entries).length);
    expect(
      functions()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(functionNames.map((name) => `${pascal(name)}Function`).sort());
    for (const { properties } of functions()) {
      expect(properties.Runtime).toBe('nodejs24.x');
      expect(properties.TracingConfig).toBeUndefined();
      expect(properties.LoggingConfig.LogGroup).toBeDefined();
    }
    for (const { properties } of hub.ofType('AWS::Logs::LogGroup')) expect(properties.RetentionInDays).toBe(365);
  });

  /** Schedules that nobody waits for but the next run. */
  // biome-ignore format: the file would outgrow its measure
  const ALONE: Readonly<Record<string, number>> = { DueDrainFunction: 59, StatisticsRollUpFunction: 900, CivilAffairsIntakeFunction: 59, JinhuaDownFunction: 59 };
  test('none outlasts whoever waits for it: API Gateway 30 s, a schedule a minute, a message a sixth of its invisibility', () => {
    const sources = hub.ofType('AWS::Lambda::EventSourceMapping');
    for (const { id, properties } of functions()) {
      const queue = sources
        .filter((one) => one.properties.FunctionName.Ref === id)
        .map((one) => named(said(hub, one.properties.EventSourceArn).split('.')[0] ?? ''))
        .find(({ type }) => type === 'AWS::SQS::Queue');
      const most = queue ? queue.properties.VisibilityTimeout / 6 : (ALONE[id] ?? 30);
      expect([id, properties.Timeout]).toEqual([id, Math.min(properties.Timeout, most)]);
    }
  });

  test('a message is settled, its line written or itself a dead letter, in the time after which uses are called complete', () => {
    const { VisibilityTimeout, RedrivePolicy } = named('UsesQueue').properties;
    expect(VisibilityTimeout * 1000 * RedrivePolicy.maxReceiveCount + LATE_MS + 60_000).toBeLessThanOrEqual(SETTLED_MS);
  });

  test.each(functionNames)('%s is told what it reads, and nothing else', (name) => {
    const told = Object.keys(byName(name).properties.Environment.Variables).filter((key) => key !== 'VERSION');
    expect(told.sort()).toEqual(read[name].filter((key) => key !== 'VERSION').sort());
  });

  test('each has its alarms, on one topic, and there is one dashboard', () => {
    const alarms = hub.ofType('AWS::CloudWatch::Alarm').map(({ properties }) => properties);
    for (const name of functionNames)
      for (const MetricName of ['Errors', 'Throttles'])
        expect(alarms).toContainEqual(
          expect.objectContaining({ MetricName, Dimensions: [{ Name: 'FunctionName', Value: `onetrip-${name}` }] }),
        );
    expect(new Set(alarms.map(({ AlarmActions }) => JSON.stringify(AlarmActions))).size).toBe(1);
    expect(hub.ofType('AWS::CloudWatch::Dashboard').length).toBe(1);
  });
});
