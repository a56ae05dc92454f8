import { expect, test } from 'vitest';
import { type Call, readCall, type Service } from '#infra/local/proxy/call.ts';
import { arnsOf } from '#infra/local/proxy/needs/arns.ts';
import { needsOf } from '#infra/local/proxy/needs.ts';
import { allows, compile } from '#infra/local/proxy/policy.ts';
import { deployment, facts } from '../engines/assembly.ts';

const statement = (Action: unknown, Resource: unknown, Effect = 'Allow') => ({ Effect, Action, Resource });
const may = (statements: unknown[], action: string, resource: string) =>
  allows(compile({ Statement: statements }, 'here'), { action, resource });

test.each([
  [[], false],
  [[statement('s3:GetObject', 'arn:b/*')], true],
  [[statement('S3:getobject', 'arn:b/*')], true],
  [[statement('s3:Get*', ['arn:x', 'arn:b/k?y'])], true],
  [[statement('s3:Get', 'arn:b/*')], false],
  [[statement('s3:GetObject', 'arn:b')], false],
  [[statement('s3:GetObject', 'arn.b/key')], false],
  [[statement('*', '*'), statement('s3:GetObject', '*/key', 'Deny')], false],
  [[statement('*', '*'), statement('s3:GetObject', '*/other', 'Deny')], true],
] as const)('%j: %s', (statements, expected) => {
  expect(may([...statements], 's3:GetObject', 'arn:b/key')).toBe(expected);
});

test.each(['Condition', 'NotAction', 'NotResource'])('%s is refused, not guessed', (member) => {
  const document = { Statement: [{ ...statement('a:b', '*'), [member]: {} }] };
  expect(() => compile(document, 'Stack/Policy')).toThrow(`Stack/Policy: ${member} in a policy is not understood`);
});

const arns = arnsOf(deployment([]), facts);
const call = (service: Service, parts: Partial<Call>): Call =>
  readCall(service, { method: 'GET', path: '/', query: '', headers: {}, body: Buffer.alloc(0), ...parts });
const s3 = (method: string, target: string, headers: Record<string, string> = {}, body = '') => {
  const [path = '', query = ''] = target.split('?');
  return needsOf(call('s3', { method, path, query, headers, body: Buffer.from(body) }), arns).map(
    ({ action, resource }) => `${action} ${resource.replace('arn:aws:s3:::', '')}`,
  );
};

test.each([
  ['GET', '/b/k%20y?x-id=GetObject', ['s3:GetObject b/k y']],
  ['GET', '/b/k?versionId=1', ['s3:GetObjectVersion b/k']],
  ['HEAD', '/b/k', ['s3:GetObject b/k']],
  ['DELETE', '/b/k?versionId=1', ['s3:DeleteObjectVersion b/k']],
  ['PUT', '/b/k?retention', ['s3:PutObjectRetention b/k']],
  ['PUT', '/b/k?legal-hold', ['s3:PutObjectLegalHold b/k']],
  ['GET', '/b/k?legal-hold', ['s3:GetObjectLegalHold b/k']],
  ['GET', '/b/k?tagging', ['s3:GetObjectTagging b/k']],
  ['POST', '/b/k?uploads', ['s3:PutObject b/k']],
  ['DELETE', '/b/k?uploadId=1', ['s3:AbortMultipartUpload b/k']],
  ['GET', '/b?list-type=2&prefix=p', ['s3:ListBucket b']],
  ['GET', '/b/?versions', ['s3:ListBucketVersions b']],
  ['HEAD', '/b', ['s3:ListBucket b']],
  ['PUT', '/b', ['s3:CreateBucket b']],
  ['GET', '/', ['s3:ListAllMyBuckets *']],
] as const)('s3 %s %s', (method, target, needs) => {
  expect(s3(method, target)).toEqual(needs);
});

test('s3: a copy reads its source, a bulk delete deletes each key', () => {
  expect(s3('PUT', '/b/k', { 'x-amz-copy-source': '/other/from?versionId=2' })).toEqual([
    's3:PutObject b/k',
    's3:GetObject other/from',
  ]);
  const body = '<Delete><Object><Key>x</Key></Object><Object><Key>y</Key></Object></Delete>';
  expect(s3('POST', '/b?delete', {}, body)).toEqual(['s3:DeleteObject b/x', 's3:DeleteObject b/y']);
});

test('dynamodb: an index is a resource of its own', () => {
  const body = Buffer.from('{"TableName":"t","IndexName":"i"}');
  const query = call('dynamodb', { method: 'POST', headers: { 'x-amz-target': 'DynamoDB_20120810.Query' }, body });
  expect(needsOf(query, arns)).toEqual([
    { action: 'dynamodb:Query', resource: 'arn:aws:dynamodb:us-east-1:000000000000:table/t/index/i' },
  ]);
});
