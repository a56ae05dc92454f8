/** Action and resources that a call needs; every one of them must be allowed. */
import type { Call, Service } from './call.ts';
import type { Arns } from './needs/arns.ts';
import { dynamodbNeeds } from './needs/dynamodb.ts';
import { s3Needs } from './needs/s3.ts';
import type { Need } from './policy.ts';

const sqsNeeds = ({ operation, json }: Call, arns: Arns): Need[] => {
  const queue = String(json.QueueUrl ?? json.QueueName ?? '')
    .split('/')
    .at(-1);
  // A batch needs the right to its single action; there is no right of its own.
  const action = `sqs:${operation.replace(/^(SendMessage|DeleteMessage|ChangeMessageVisibility)Batch$/, '$1')}`;
  return [{ action, resource: queue ? arns.regional('sqs', queue) : '*' }];
};

const kmsNeeds = ({ operation, json }: Call, arns: Arns): Need[] => [
  { action: `kms:${operation}`, resource: json.KeyId ? arns.key(String(json.KeyId)) : '*' },
];

const secretNeeds = ({ operation, json }: Call, arns: Arns): Need[] => {
  const id = String(json.SecretId ?? '');
  const known = arns.deployment
    .ofType('AWS::SecretsManager::Secret')
    .find(({ name, arn }) => id === name || id === arn);
  const resource = known?.arn ?? (id.startsWith('arn:') ? id : arns.regional('secretsmanager', `secret:${id}`));
  return [{ action: `secretsmanager:${operation}`, resource }];
};

const NEEDS: Readonly<Record<Service, (call: Call, arns: Arns) => Need[]>> = {
  dynamodb: dynamodbNeeds,
  s3: s3Needs,
  sqs: sqsNeeds,
  kms: kmsNeeds,
  secretsmanager: secretNeeds,
};

export const needsOf = (call: Call, arns: Arns): Need[] => NEEDS[call.service](call, arns);
