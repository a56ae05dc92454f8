/** An S3 client that meets Object Lock: fauxqs knows nothing of it. With the same judgement as the door of the one machine. */
import type { S3Client } from '@aws-sdk/client-s3';
import { type ObjectLocks, objectLocks, type Verdict } from '#infra/local/engines/object-lock.ts';

interface Said {
  readonly Bucket: string;
  readonly Key: string;
  readonly IfNoneMatch?: string;
  readonly ObjectLockMode?: string;
  readonly ObjectLockRetainUntilDate?: Date;
  readonly SSEKMSKeyId?: string;
  readonly LegalHold?: { readonly Status?: string };
  readonly Retention?: { readonly Mode?: string; readonly RetainUntilDate?: Date };
}
type Handler = (args: { input: Said }) => Promise<unknown>;

const NAMES: Readonly<Record<Exclude<Verdict, 'done'>, string>> = {
  invalid: 'InvalidArgument',
  denied: 'AccessDenied',
  exists: 'PreconditionFailed',
};
const answer = (verdict: Verdict, output: object = {}) => {
  if (verdict !== 'done') throw Object.assign(new Error(verdict), { name: NAMES[verdict] });
  return { output: { $metadata: { httpStatusCode: 200 }, ...output } };
};

const wanted = (mode?: string, until?: Date) => ({
  ...(mode === undefined ? {} : { mode }),
  ...(until === undefined ? {} : { until: until.getTime() }),
});

/** Wraps `client` in place, behind whatever counts its calls. */
export const locking = (client: S3Client, locks: ObjectLocks = objectLocks()): ObjectLocks => {
  const middleware =
    (next: Handler, { commandName }: { commandName?: string }) =>
    async (args: { input: Said }) => {
      const { Bucket, Key, IfNoneMatch, ObjectLockMode, ObjectLockRetainUntilDate, SSEKMSKeyId, LegalHold, Retention } =
        args.input;
      const name = `${Bucket}/${Key}`;
      if (commandName === 'PutObjectRetentionCommand')
        return answer(locks.retain(name, wanted(Retention?.Mode, Retention?.RetainUntilDate)));
      if (commandName === 'PutObjectLegalHoldCommand') return answer(locks.hold(name, LegalHold?.Status === 'ON'));
      if (commandName === 'GetObjectRetentionCommand') {
        const { mode: Mode, until } = locks.of(name) ?? {};
        return answer('done', { Retention: { Mode, RetainUntilDate: until && new Date(until) } });
      }
      if (commandName === 'PutObjectCommand')
        answer(
          locks.put(
            name,
            {
              ...wanted(ObjectLockMode, ObjectLockRetainUntilDate),
              ...(SSEKMSKeyId === undefined ? {} : { kmsKey: SSEKMSKeyId }),
            },
            IfNoneMatch === '*',
          ),
        );
      return next(args);
    };
  // Behind the counting of calls, which stands right after the SDK's retries.
  client.middlewareStack.add(middleware as never, { step: 'deserialize', priority: 'high', name: 'locking' });
  return locks;
};
