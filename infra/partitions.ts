/** Where the hub can stand, and which resource types may be used there. A type that is not here has not been thought about. */
import type { Environment } from 'aws-cdk-lib';

/** Seen in both partitions; see docs/adr/0002. */
const EVERYWHERE = [
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::DynamoDB::Table',
  'AWS::Events::Rule',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::SecretsManager::Secret',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
] as const;

export type Partition = 'aws' | 'aws-cn';

export const ALLOWED_TYPES: Readonly<Record<Partition, readonly string[]>> = {
  // Only where an operator names a domain; in China not tried.
  aws: [...EVERYWHERE, 'AWS::ApiGatewayV2::ApiMapping', 'AWS::ApiGatewayV2::DomainName'],
  'aws-cn': EVERYWHERE,
};

/** China needs a region at synthesis to write its own ARNs and host names; elsewhere the deployer's profile decides. */
export const environmentOf = (partition: Partition, region?: string): { env?: Environment } => {
  const known = region ?? (partition === 'aws-cn' ? 'cn-north-1' : undefined);
  return known ? { env: { region: known } } : {};
};
