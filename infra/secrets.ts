/** Secrets: the hub's own master key, and one per department whose connection the operator fills in. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { EnvironmentKey } from '#functions/kernel/environment.ts';
import type { HubFunction } from './function.ts';
import { pascal, pin } from './pin.ts';

export class HubSecret extends Secret {
  private readonly key: EnvironmentKey;

  private constructor(
    scope: Construct,
    id: string,
    key: EnvironmentKey,
    made: { description: string; template: object; key: string },
  ) {
    super(scope, `${id}Secret`, {
      description: made.description,
      removalPolicy: RemovalPolicy.RETAIN,
      generateSecretString: {
        secretStringTemplate: JSON.stringify(made.template),
        generateStringKey: made.key,
        passwordLength: 64,
        excludePunctuation: true,
      },
    });
    this.key = key;
    pin(this, `${id}Secret`);
  }

  /** Every keyed digest and handle derives from it. */
  static master(scope: Construct): HubSecret {
    return new HubSecret(scope, 'Hub', 'HUB_SECRET_ID', {
      description: 'Master key of keyed digests, handles and cursors',
      template: { version: 1 },
      key: 'master',
    });
  }

  /** The Ed25519 key of credentials derives from it. */
  static credentials(scope: Construct): HubSecret {
    return new HubSecret(scope, 'Credential', 'CREDENTIAL_SECRET_ID', {
      description: 'Secret from which the Ed25519 key of verifiable credentials derives',
      template: { version: 1 },
      key: 'master',
    });
  }

  /** The SM2 keys of departments' seals derive from it, and the library's own where KMS has no SM2. */
  static sm2(scope: Construct): HubSecret {
    return new HubSecret(scope, 'Sm2', 'SM2_SECRET_ID', {
      description: 'Secret from which the SM2 keys of electronic seals derive',
      template: { version: 1 },
      key: 'master',
    });
  }

  /** How a department's system is reached; the operator puts the real values. */
  static department(scope: Construct, department: string, template: object): HubSecret {
    return new HubSecret(scope, pascal(department), 'DEPARTMENT_SECRET_ID', {
      description: `Connection to the system of ${department}: put the real values here`,
      template,
      key: 'password',
    });
  }

  mayBeReadBy(fn: HubFunction): void {
    fn.allow(['secretsmanager:GetSecretValue'], this.secretArn);
    fn.tell(this.key, this.secretArn);
  }
}
