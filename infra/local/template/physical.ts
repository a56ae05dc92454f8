/** Physical names and ARNs of resources, as CloudFormation would give them. */
import { createHash } from 'node:crypto';

export interface Facts {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** Where a queue answers on this machine. */
  readonly queueUrl: (name: string) => string;
  /** Where the HTTP API answers on this machine; the address it would have on AWS when absent. */
  readonly apiEndpoint?: string;
  /** Texts in the templates to what is put in their place. */
  readonly filled?: Readonly<Record<string, string>>;
  /** In the place of `OneTrip` at the head of the stacks' names, so that two hubs can share an engine. */
  readonly prefix?: string;
}

type Arn = (facts: Facts, name: string) => string;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const regional =
  (service: string, prefix: string): Arn =>
  ({ partition, region, account }, name) =>
    `arn:${partition}:${service}:${region}:${account}:${prefix}${name}`;

interface Kind {
  /** The property that pins the name. */
  readonly pin: string;
  readonly arn: Arn;
  /** What Ref gives; the name when absent. */
  readonly ref?: 'arn' | 'url';
}

const KINDS: Readonly<Record<string, Kind>> = {
  'AWS::ApiGatewayV2::Api': {
    pin: '',
    arn: ({ partition, region }, id) => `arn:${partition}:apigateway:${region}::/apis/${id}`,
  },
  'AWS::CloudWatch::Alarm': { pin: 'AlarmName', arn: regional('cloudwatch', 'alarm:') },
  'AWS::CloudWatch::Dashboard': {
    pin: 'DashboardName',
    arn: ({ partition, account }, name) => `arn:${partition}:cloudwatch::${account}:dashboard/${name}`,
  },
  'AWS::DynamoDB::GlobalTable': { pin: 'TableName', arn: regional('dynamodb', 'table/') },
  'AWS::DynamoDB::Table': { pin: 'TableName', arn: regional('dynamodb', 'table/') },
  'AWS::Events::Rule': { pin: 'Name', arn: regional('events', 'rule/') },
  'AWS::IAM::ManagedPolicy': {
    pin: 'ManagedPolicyName',
    arn: ({ partition, account }, name) => `arn:${partition}:iam::${account}:policy/${name}`,
    ref: 'arn',
  },
  'AWS::IAM::Role': {
    pin: 'RoleName',
    arn: ({ partition, account }, name) => `arn:${partition}:iam::${account}:role/${name}`,
  },
  'AWS::KMS::Alias': { pin: 'AliasName', arn: regional('kms', '') },
  'AWS::KMS::Key': { pin: '', arn: regional('kms', 'key/') },
  'AWS::Lambda::Function': { pin: 'FunctionName', arn: regional('lambda', 'function:') },
  'AWS::Logs::LogGroup': {
    pin: 'LogGroupName',
    arn: (facts, name) => `${regional('logs', 'log-group:')(facts, name)}:*`,
  },
  'AWS::S3::Bucket': { pin: 'BucketName', arn: ({ partition }, name) => `arn:${partition}:s3:::${name}` },
  'AWS::SNS::Topic': { pin: 'TopicName', arn: regional('sns', ''), ref: 'arn' },
  'AWS::SQS::Queue': { pin: 'QueueName', arn: regional('sqs', ''), ref: 'url' },
  'AWS::Scheduler::Schedule': { pin: 'Name', arn: regional('scheduler', 'schedule/default/') },
  'AWS::SecretsManager::Secret': {
    pin: 'Name',
    arn: (facts, name) => `${regional('secretsmanager', 'secret:')(facts, name)}-${digest(name).slice(0, 6)}`,
    ref: 'arn',
  },
};

const kindOf = (type: string): Kind => {
  const [, service = '', noun = ''] = type.toLowerCase().split('::');
  return KINDS[type] ?? { pin: 'Name', arn: regional(service, `${noun}/`) };
};

const uuid = (hex: string): string => hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** Property of this type that pins its name; empty when none does. */
export const pinOf = (type: string): string => kindOf(type).pin;

/** The name of a resource whose name is not pinned: the same at each start, so that kept data is found again. */
export const givenName = (type: string, stack: string, id: string): string => {
  if (type === 'AWS::KMS::Key') return uuid(digest(`${stack}/${id}`));
  if (type === 'AWS::ApiGatewayV2::Api') return digest(`${stack}/${id}`).slice(0, 10);
  const name = `${stack}-${id}`.toLowerCase();
  return name.length <= 63 ? name : `${name.slice(0, 54)}-${digest(name).slice(0, 8)}`;
};

export const arnOf = (type: string, facts: Facts, name: string): string => kindOf(type).arn(facts, name);

/** What Ref gives for a resource. */
export const refOf = (type: string, facts: Facts, name: string): string => {
  const { ref } = kindOf(type);
  if (ref === 'arn') return arnOf(type, facts, name);
  return ref === 'url' ? facts.queueUrl(name) : name;
};

// DynamoDB Local labels its streams itself; whoever reads a stream asks the table for the real one.
const STREAM_LABEL = '2026-01-01T00:00:00.000';

/** The ARN that the templates know for a table's stream. */
export const streamArnOf = (tableArn: string): string => `${tableArn}/stream/${STREAM_LABEL}`;

/** What Fn::GetAtt gives; undefined for an attribute that is not known. */
export const attributeOf = (type: string, facts: Facts, name: string, attribute: string): string | undefined => {
  const arn = arnOf(type, facts, name);
  if (attribute === 'StreamArn') return streamArnOf(arn);
  if (attribute === 'QueueUrl') return facts.queueUrl(name);
  const suffix = facts.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  if (attribute === 'ApiEndpoint') return facts.apiEndpoint ?? `https://${name}.execute-api.${facts.region}.${suffix}`;
  if (attribute === 'DomainName') return `${name}.s3.${suffix}`;
  if (attribute === 'RegionalDomainName') return `${name}.s3.${facts.region}.${suffix}`;
  if (/^(Arn|TopicArn|TableArn)$/.test(attribute)) return arn;
  return /^(Id|ApiId|KeyId|RoleId|Name|QueueName|TopicName|TableName|RuleId)$/.test(attribute) ? name : undefined;
};
