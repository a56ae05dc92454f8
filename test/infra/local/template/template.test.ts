import { expect, test } from 'vitest';
import { readDeployment } from '#infra/local/template.ts';
import { deployment, facts, imported, type Template, writeAssembly } from '../engines/assembly.ts';

const single = (properties: Record<string, unknown>, more: Template['Resources'] = {}) => {
  const Topic = { Type: 'AWS::SNS::Topic', Properties: properties };
  const read = readDeployment(writeAssembly({ One: { Resources: { Topic, ...more } } }), facts);
  return read.resources[0]!;
};

test('resources get steady names and ARNs, references cross the stacks', () => {
  const read = deployment([
    { name: 'asks', may: [{ Action: 'dynamodb:PutItem', Resource: imported('Exchanges', 'Arn') }] },
  ]);
  const [exchanges] = read.ofType('AWS::DynamoDB::GlobalTable');
  expect(exchanges).toMatchObject({
    stack: 'Data',
    name: 'data-exchanges',
    arn: 'arn:aws:dynamodb:us-east-1:000000000000:table/data-exchanges',
  });
  const [fn] = read.ofType('AWS::Lambda::Function');
  expect(fn?.properties).toMatchObject({
    Role: 'arn:aws:iam::000000000000:role/hub-asksrole',
    Environment: { Variables: { EXCHANGES_TABLE: 'data-exchanges' } },
  });
  expect(read.ofType('AWS::IAM::Policy')[0]?.properties.PolicyDocument.Statement[0].Resource).toBe(exchanges?.arn);
  expect(read.byArn(String(exchanges?.arn))).toBe(exchanges);
  expect(read.assetPath(fn!)).toMatch(/^\/.*\/asset\.1$/);
  expect(read.ofType('AWS::SQS::Queue')[1]?.properties.RedrivePolicy.deadLetterTargetArn).toBe(
    'arn:aws:sqs:us-east-1:000000000000:data-usesdead',
  );
});

test('Ref gives what CloudFormation gives for each type', () => {
  const refs = ['Queue', 'Secret', 'Key', 'Bucket', 'Other'].map((Ref) => ({ Ref }));
  const topic = single(
    { TopicName: 'news', Refs: refs },
    {
      Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'uses' } },
      Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'hub' } },
      Key: { Type: 'AWS::KMS::Key' },
      Bucket: { Type: 'AWS::S3::Bucket' },
      Other: { Type: 'AWS::SNS::Topic' },
    },
  );
  expect(topic.name).toBe('news');
  expect(topic.properties.Refs).toEqual([
    'http://127.0.0.1:1/000000000000/uses',
    expect.stringMatching(/^arn:aws:secretsmanager:us-east-1:000000000000:secret:hub-[0-9a-f]{6}$/),
    expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    'one-bucket',
    'arn:aws:sns:us-east-1:000000000000:one-other',
  ]);
});

test('Join, Sub, pseudo parameters and NoValue', () => {
  const { properties } = single({
    a: { 'Fn::Join': [':', ['arn', { Ref: 'AWS::Partition' }, 's3']] },
    b: { 'Fn::Sub': `\${AWS::Region}/\${Topic}/\${Topic.TopicName}/\${!kept}` },
    c: { 'Fn::Sub': [`\${x}-\${AWS::AccountId}`, { x: { Ref: 'AWS::URLSuffix' } }] },
    d: { Ref: 'AWS::NoValue' },
    e: [1, { Ref: 'AWS::NoValue' }, true],
  });
  expect(properties).toEqual({
    a: 'arn:aws:s3',
    b: `us-east-1/arn:aws:sns:us-east-1:000000000000:one-topic/one-topic/\${kept}`,
    c: 'amazonaws.com-000000000000',
    e: [1, true],
  });
});

test.each([
  [{ a: { 'Fn::Select': [0, []] } }, 'One/Topic: Fn::Select is not understood by the local runner'],
  [{ a: { Ref: 'Nobody' } }, 'One/Topic: nothing is called Nobody'],
  [{ a: { 'Fn::GetAtt': ['Topic', 'Colour'] } }, 'One/Topic: Fn::GetAtt Colour of AWS::SNS::Topic is not understood'],
  [{ a: { 'Fn::ImportValue': 'x' } }, 'One/Topic: no stack exports x'],
])('what is not understood is named: %j', (properties, message) => {
  expect(() => single(properties)).toThrow(message);
});

test('a condition is refused, not ignored', () => {
  const Resources = { Queue: { Type: 'AWS::SQS::Queue', Condition: 'Maybe' } };
  expect(() => readDeployment(writeAssembly({ One: { Resources } }), facts)).toThrow('One/Queue: Condition');
});
