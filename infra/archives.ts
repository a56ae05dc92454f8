/** Bucket `archives`: one package for each case that is over, written once, versioned and locked for its own term. */
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
import { RETENTION_UNDECIDED } from '#schemas/case-archive.ts';
import type { HubFunction } from './function.ts';
import { pin } from './pin.ts';
import type { Settings } from './settings.ts';

/** Of what comes without a term of its own: the shortest that a case has. */
const LEAST = Duration.days(RETENTION_UNDECIDED * 365);

export class Archives extends Construct {
  readonly bucket: Bucket;
  private readonly mode: Settings['lockMode'];

  constructor(
    scope: Construct,
    id: string,
    { lockMode, accessLog }: Pick<Settings, 'lockMode'> & { accessLog: Bucket },
  ) {
    super(scope, id);
    this.mode = lockMode;
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      objectLockEnabled: true,
      objectLockDefaultRetention:
        lockMode === 'compliance' ? ObjectLockRetention.compliance(LEAST) : ObjectLockRetention.governance(LEAST),
      serverAccessLogsBucket: accessLog as IBucket,
      serverAccessLogsPrefix: 'archives/',
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    });
    pin(this.bucket, 'ArchivesBucket');
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'NobodyUnmakesAnArchive',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:DeleteObjectVersion', 's3:BypassGovernanceRetention'],
        resources: [this.bucket.arnForObjects('*')],
      }),
    );
  }

  /** Finds what stands of a case, and puts its package under a lock that none may shorten. Keys are case/digest. Never reads one. */
  mayKeep(fn: HubFunction): void {
    fn.allow(
      ['s3:PutObject', 's3:PutObjectRetention', 's3:GetObjectRetention'],
      this.bucket.arnForObjects('archives/*'),
    );
    fn.allow(['s3:ListBucket'], this.bucket.bucketArn);
    fn.tell('ARCHIVES_BUCKET', this.bucket.bucketName);
    fn.tell('LOCK_MODE', this.mode.toUpperCase());
  }
}
