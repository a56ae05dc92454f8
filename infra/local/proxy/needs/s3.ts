/** What an S3 call needs, by method, sub-resource and the headers that set more than the object. */
import { type Call, s3SubResource, s3Target } from '../call.ts';
import type { Need } from '../policy.ts';
import type { Arns } from './arns.ts';

const VERB: Readonly<Record<string, string>> = { GET: 'Get', HEAD: 'Get', PUT: 'Put', DELETE: 'Delete' };
const pascal = (name: string): string =>
  name.replace(/(?:^|-)([a-z])/g, (_all, letter: string) => letter.toUpperCase());

const objectAction = ({ method, query }: Call): string => {
  const sub = s3SubResource(query);
  const version = new URLSearchParams(query).has('versionId') ? 'Version' : '';
  if (sub === 'uploadId' && method === 'GET') return 's3:ListMultipartUploadParts';
  if (sub === 'uploadId' && method === 'DELETE') return 's3:AbortMultipartUpload';
  if (sub === undefined || sub === 'uploads' || sub === 'uploadId')
    return method === 'POST' || method === 'PUT' ? 's3:PutObject' : `s3:${VERB[method]}Object${version}`;
  if (sub === 'retention' || sub === 'legal-hold') return `s3:${VERB[method]}Object${pascal(sub)}`;
  return `s3:${VERB[method]}Object${version}${pascal(sub)}`;
};

const bucketAction = ({ method, query }: Call): string => {
  const sub = s3SubResource(query);
  if (sub === 'versions') return 's3:ListBucketVersions';
  if (sub === 'uploads') return 's3:ListBucketMultipartUploads';
  if (sub) return `s3:${VERB[method]}Bucket${pascal(sub)}`;
  return { PUT: 's3:CreateBucket', DELETE: 's3:DeleteBucket' }[method] ?? 's3:ListBucket';
};

// Headers that act on more than the bytes need their own permission.
const WITH_HEADER: Readonly<Record<string, string>> = {
  'x-amz-tagging': 's3:PutObjectTagging',
  'x-amz-object-lock-mode': 's3:PutObjectRetention',
  'x-amz-object-lock-retain-until-date': 's3:PutObjectRetention',
  'x-amz-object-lock-legal-hold': 's3:PutObjectLegalHold',
  'x-amz-acl': 's3:PutObjectAcl',
};

const deletedKeys = (body: Buffer): string[] =>
  [...body.toString('utf8').matchAll(/<Key>([^<]*)<\/Key>/g)].map((match) => match[1] ?? '');

export const s3Needs = (call: Call, arns: Arns): Need[] => {
  const { bucket, key } = s3Target(call.path);
  if (!bucket) return [{ action: 's3:ListAllMyBuckets', resource: '*' }];
  if (!key && call.method === 'POST')
    return deletedKeys(call.body).map((name) => ({ action: 's3:DeleteObject', resource: arns.bucket(bucket, name) }));
  if (!key) return [{ action: bucketAction(call), resource: arns.bucket(bucket) }];
  const resource = arns.bucket(bucket, key);
  const byHeader = Object.entries(WITH_HEADER).filter(([header]) => call.headers[header] !== undefined);
  const source = s3Target(
    `/${
      String(call.headers['x-amz-copy-source'] ?? '')
        .replace(/^\//, '')
        .split('?')[0]
    }`,
  );
  const kmsKey = call.headers['x-amz-server-side-encryption-aws-kms-key-id'];
  return [
    { action: objectAction(call), resource },
    // S3 asks KMS in the caller's name.
    ...(kmsKey === undefined ? [] : [{ action: 'kms:GenerateDataKey', resource: arns.key(String(kmsKey)) }]),
    ...byHeader.map(([, action]) => ({ action, resource })),
    ...(source.bucket ? [{ action: 's3:GetObject', resource: arns.bucket(source.bucket, source.key) }] : []),
  ];
};
