/** Object Lock 对象锁定 of objects that are there: lengthened, never shortened. Both are safe to repeat. */
import { GetObjectRetentionCommand, PutObjectRetentionCommand, type S3Client } from '@aws-sdk/client-s3';

/** As the city chose for its bucket: `compliance` cannot be undone by anybody. */
export type LockMode = 'GOVERNANCE' | 'COMPLIANCE';

/** Of what the template says; what no template of ours says is the mode that can still be mended. */
export const lockMode = (text: string): LockMode => (text === 'COMPLIANCE' ? 'COMPLIANCE' : 'GOVERNANCE');

export interface Lock {
  readonly mode: LockMode;
  readonly until: Date;
}

const named = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

/** S3 refuses to shorten a lock and says no more than AccessDenied: whether that was it is asked for. Throws for every other refusal. */
export const retain = async (s3: S3Client, Bucket: string, Key: string, { mode, until }: Lock): Promise<void> => {
  const wanted = { Bucket, Key, Retention: { Mode: mode, RetainUntilDate: until } };
  try {
    await s3.send(new PutObjectRetentionCommand(wanted));
  } catch (error) {
    if (!named(error, 'AccessDenied')) throw error;
    const { Retention } = await s3.send(new GetObjectRetentionCommand({ Bucket, Key }));
    if (!Retention?.RetainUntilDate || Retention.RetainUntilDate < until) throw error;
  }
};
