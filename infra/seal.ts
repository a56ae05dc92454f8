/** The key that seals certificates. Its private half never leaves KMS. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { HubFunction } from './function.ts';
import { pin } from './pin.ts';

/** What the account may hand on to its own principals. Deleting is left out on purpose: it takes a change of this policy first. */
export const ACTIONS = [
  'DescribeKey',
  'DisableKey',
  'EnableKey',
  'GetKeyPolicy',
  'GetKeyRotationStatus',
  'GetPublicKey',
  'ListResourceTags',
  'PutKeyPolicy',
  'Sign',
  'TagResource',
  'UntagResource',
  'UpdateKeyDescription',
  'Verify',
];

export class Seal extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: 'Seal of the electronic certificate library',
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.RETAIN,
      policy: new PolicyDocument({
        statements: [
          new PolicyStatement({
            principals: [new AccountRootPrincipal()],
            actions: ACTIONS.map((action) => `kms:${action}`),
            // In a key's own policy "*" is this key and nothing else.
            resources: ['*'],
          }),
        ],
      }),
    });
    pin(this.key, 'SealKey');
  }

  mayShow(fn: HubFunction): void {
    fn.allow(['kms:GetPublicKey'], this.key.keyArn);
    fn.tell('SEAL_KEY_ID', this.key.keyId);
  }

  mayPress(fn: HubFunction): void {
    this.mayShow(fn);
    fn.allow(['kms:Sign'], this.key.keyArn);
  }
}
