/** Object Lock at the door: fauxqs would take what is said of a lock for the object itself, and write it over its bytes. */
import type { ObjectLocks, Verdict } from '../engines/object-lock.ts';
import { type Answer, s3Error } from './answers.ts';
import { type Call, s3SubResource, s3Target } from './call.ts';
import type { Arns } from './needs/arns.ts';
import type { Need } from './policy.ts';
import type { Reply } from './upstream.ts';

const text = (header: string | string[] | undefined): string | undefined =>
  header === undefined ? undefined : String(header);
const instant = (date: string | undefined): number | undefined => (date === undefined ? undefined : Date.parse(date));
const member = (body: Buffer, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(body.toString('utf8'))?.[1];

const ANSWERS: Readonly<Record<Exclude<Verdict, 'done'>, readonly [number, string, string]>> = {
  invalid: [400, 'InvalidArgument', 'The retain until date must be in the future, and goes with a mode!'],
  denied: [403, 'AccessDenied', 'Access Denied because object protected by object lock.'],
  exists: [412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold'],
};
const answered = (call: Call, verdict: Verdict): Answer | undefined =>
  verdict === 'done' ? undefined : s3Error(call, ...ANSWERS[verdict]);

const MALFORMED = 'The XML you provided was not well-formed or did not validate against our published schema';

const plain = (body = ''): Answer => ({ status: 200, headers: { 'content-type': 'application/xml' }, body });

/** What is said with the object; an answer when it is not to be put. */
const put = (locks: ObjectLocks, call: Call, name: string): Answer | undefined => {
  const { headers } = call;
  const mode = text(headers['x-amz-object-lock-mode']);
  const until = instant(text(headers['x-amz-object-lock-retain-until-date']));
  const kmsKey = text(headers['x-amz-server-side-encryption-aws-kms-key-id']);
  const held = text(headers['x-amz-object-lock-legal-hold']);
  const wanted = {
    ...(mode === undefined ? {} : { mode }),
    ...(until === undefined ? {} : { until }),
    ...(kmsKey === undefined ? {} : { kmsKey }),
    ...(held === undefined ? {} : { held: held === 'ON' }),
  };
  return answered(call, locks.put(name, wanted, headers['if-none-match'] === '*'));
};

const unlocked = (call: Call): Answer =>
  s3Error(call, 404, 'NoSuchObjectLockConfiguration', 'The specified object does not have a ObjectLock configuration');

const retention = (locks: ObjectLocks, call: Call, name: string): Answer => {
  if (call.method === 'PUT') {
    const wanted = { mode: member(call.body, 'Mode') ?? '', until: instant(member(call.body, 'RetainUntilDate')) ?? 0 };
    return answered(call, locks.retain(name, wanted)) ?? plain();
  }
  const { mode, until } = locks.of(name) ?? {};
  if (mode === undefined || until === undefined) return unlocked(call);
  return plain(
    `<Retention><Mode>${mode}</Mode><RetainUntilDate>${new Date(until).toISOString()}</RetainUntilDate></Retention>`,
  );
};

const legalHold = (locks: ObjectLocks, call: Call, name: string): Answer => {
  if (call.method !== 'PUT') {
    const { held } = locks.of(name) ?? {};
    if (held === undefined) return unlocked(call);
    return plain(`<LegalHold><Status>${held ? 'ON' : 'OFF'}</Status></LegalHold>`);
  }
  const status = member(call.body, 'Status');
  if (status !== 'ON' && status !== 'OFF') return s3Error(call, 400, 'MalformedXML', MALFORMED);
  return answered(call, locks.hold(name, status === 'ON')) ?? plain();
};

/** What reading an object needs beside the right to read it: its key. Not known of objects from before the start. */
export const keyNeeds = (locks: ObjectLocks, call: Call, arns: Arns): Need[] => {
  const { bucket, key } = s3Target(call.path);
  const kmsKey = call.service === 's3' && call.method === 'GET' ? locks.of(`${bucket}/${key}`)?.kmsKey : undefined;
  return kmsKey === undefined ? [] : [{ action: 'kms:Decrypt', resource: arns.key(kmsKey) }];
};

/** Asks the engine, where it is not the lock that answers. */
export const askLocked = async (locks: ObjectLocks, call: Call, ask: () => Promise<Reply>): Promise<Answer | Reply> => {
  const { bucket, key } = s3Target(call.path);
  if (call.service !== 's3' || !key) return ask();
  const name = `${bucket}/${key}`;
  const sub = s3SubResource(call.query);
  if (sub === 'retention') return retention(locks, call, name);
  if (sub === 'legal-hold') return legalHold(locks, call, name);
  if (call.method !== 'PUT' || sub !== undefined) return ask();
  const refused = put(locks, call, name);
  if (refused) return refused;
  const reply = await ask();
  if (reply.status >= 300) locks.forget(name);
  return reply;
};
