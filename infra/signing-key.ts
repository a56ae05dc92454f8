/** A KMS key that signs one kind of thing and nothing else, so that what is asked to be signed elsewhere never touches it. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { EnvironmentKey } from '#functions/kernel/environment.ts';
import type { HubFunction } from './function.ts';
import { pin } from './pin.ts';
import { ACTIONS } from './seal.ts';

export interface SigningKeySpec {
  /** What it signs. */
  readonly signs: string;
  readonly logicalId: string;
  /** By which the functions that sign know it. */
  readonly env: EnvironmentKey;
}

export class SigningKey extends Construct {
  private readonly key: Key;
  private readonly env: EnvironmentKey;

  constructor(scope: Construct, id: string, { signs, logicalId, env }: SigningKeySpec) {
    super(scope, id);
    this.env = env;
    this.key = new Key(this, 'Key', {
      description: `Signs ${signs}`,
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
    pin(this.key, logicalId);
  }

  maySign(fn: HubFunction): void {
    fn.allow(['kms:GetPublicKey', 'kms:Sign'], this.key.keyArn);
    fn.tell(this.env, this.key.keyId);
  }
}
