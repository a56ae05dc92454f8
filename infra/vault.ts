/** Bucket `certificates`: write once. Versioned and locked; the hub itself never writes a key twice and never deletes. */
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { DepartmentKeys } from './department-keys.ts';
import type { HubFunction } from './function.ts';
import { pin } from './pin.ts';
import type { Settings } from './settings.ts';

const secure = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  versioned: true,
  removalPolicy: RemovalPolicy.RETAIN,
} as const;

export class Vault extends Construct {
  readonly bucket: Bucket;
  /** Who asked which bucket of the hub for which object. */
  readonly accessLog: Bucket;
  private readonly mode: string;
  private readonly keys: DepartmentKeys;

  constructor(scope: Construct, id: string, settings: Pick<Settings, 'name' | 'lockMode' | 'lockYears' | 'logDays'>) {
    super(scope, id);
    this.accessLog = new Bucket(this, 'AccessLog', {
      ...secure,
      lifecycleRules: [
        {
          expiration: Duration.days(settings.logDays),
          noncurrentVersionExpiration: Duration.days(1),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    });
    pin(this.accessLog, 'CertificatesAccessLogBucket');
    this.keys = new DepartmentKeys(this, 'Keys', settings);
    this.mode = settings.lockMode.toUpperCase();
    const years = Duration.days(settings.lockYears * 365);
    this.bucket = new Bucket(this, 'Bucket', {
      ...secure,
      objectLockEnabled: true,
      objectLockDefaultRetention:
        settings.lockMode === 'compliance'
          ? ObjectLockRetention.compliance(years)
          : ObjectLockRetention.governance(years),
      serverAccessLogsBucket: this.accessLog as IBucket,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    });
    pin(this.bucket, 'CertificatesBucket');
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'NobodyUnmakesACertificate',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:DeleteObjectVersion', 's3:BypassGovernanceRetention'],
        resources: [this.bucket.arnForObjects('*')],
      }),
    );
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'NoCertificateOutsideItsDepartmentsKey',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:PutObject'],
        resources: [this.files],
        conditions: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
      }),
    );
  }

  /** Keys are type/issuer/serial/version/digest under this prefix: which will come is not known beforehand. */
  private get files(): string {
    return this.bucket.arnForObjects('certificates/*');
  }

  mayRead(fn: HubFunction): void {
    fn.allow(['s3:GetObject'], this.files);
    this.keys.mayOpen(fn);
    fn.tell('CERTIFICATES_BUCKET', this.bucket.bucketName);
  }

  /** For copies in the archive of cases. Without the right to list, S3 would call a file that is gone forbidden, and the archive would wait for it for ever. */
  mayCopy(fn: HubFunction): void {
    this.mayRead(fn);
    fn.allow(['s3:ListBucket'], this.bucket.bucketArn);
  }

  /** With a lock of its own for each file, which none may shorten. */
  mayKeep(fn: HubFunction): void {
    this.mayRead(fn);
    fn.allow(['s3:PutObject', 's3:PutObjectRetention', 's3:GetObjectRetention'], this.files);
    fn.tell('LOCK_MODE', this.mode);
    this.keys.mayClose(fn);
  }

  /** Finds all files of a certificate, to lock them longer and to put them under a legal hold: of all functions, the relay alone. */
  mayLockAll(fn: HubFunction): void {
    this.mayKeep(fn);
    fn.allow(['s3:PutObjectLegalHold'], this.files);
    fn.allow(['s3:ListBucket'], this.bucket.bucketArn);
  }

  /** The library's public keys and their dates, beside what they signed. */
  mayKeepKeys(fn: HubFunction): void {
    fn.allow(['s3:PutObject'], this.bucket.arnForObjects('keys/*'));
  }
}
