/** Object Lock at the door: what S3 would keep and refuse, and the object's bytes as they were. */
import {
  GetObjectCommand,
  GetObjectLegalHoldCommand,
  GetObjectRetentionCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../engines/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld([{ name: 'asks', may: [] }]);
});
afterAll(() => world.engines.stop());

const NEAR = new Date('2050-01-01T00:00:00.000Z');
const FAR = new Date('2090-01-01T00:00:00.000Z');
const name = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: Error) => error.name,
  );

test('a lock is put with the object or later, grows and never shrinks, and leaves the bytes alone', async () => {
  const { s3 } = world.engines.admin;
  const place = { Bucket: world.resource('Certificates').name, Key: 'certificates/a' };
  const put = (mode: 'GOVERNANCE' | undefined, until: Date | undefined) =>
    name(
      s3.send(
        new PutObjectCommand({
          ...{ ...place, Body: 'kept', IfNoneMatch: '*' },
          ...(mode ? { ObjectLockMode: mode } : {}),
          ...(until ? { ObjectLockRetainUntilDate: until } : {}),
        }),
      ),
    );
  const retain = (RetainUntilDate: Date) =>
    name(s3.send(new PutObjectRetentionCommand({ ...place, Retention: { Mode: 'GOVERNANCE', RetainUntilDate } })));
  expect(await put('GOVERNANCE', new Date('2020-01-01'))).toBe('InvalidArgument');
  expect(await put('GOVERNANCE', undefined)).toBe('InvalidArgument');
  expect(await put('GOVERNANCE', NEAR)).toBe('done');
  expect(await put('GOVERNANCE', FAR)).toBe('PreconditionFailed');
  expect([await retain(FAR), await retain(FAR), await retain(NEAR)]).toEqual(['done', 'done', 'AccessDenied']);
  expect(world.engines.controls.locks().get(`${place.Bucket}/${place.Key}`)).toEqual({
    ...{ mode: 'GOVERNANCE', until: FAR.getTime() },
  });
  const { Retention } = await s3.send(new GetObjectRetentionCommand(place));
  expect(Retention).toEqual({ Mode: 'GOVERNANCE', RetainUntilDate: FAR });
  const { Body } = await s3.send(new GetObjectCommand(place));
  expect(await Body?.transformToString()).toBe('kept');
  // What was not put is not there: an engine that refuses leaves no lock behind.
  const nowhere = { Bucket: 'no-such-bucket', Key: 'a', Body: 'x' };
  expect(await name(s3.send(new PutObjectCommand(nowhere)))).toBe('NoSuchBucket');
  expect(world.engines.controls.locks().has('no-such-bucket/a')).toBe(false);
});

test('a legal hold is put with the object or later, taken off again, and leaves bytes and retention alone', async () => {
  const { s3 } = world.engines.admin;
  const place = { Bucket: world.resource('Certificates').name, Key: 'certificates/b' };
  const retained = { ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: NEAR } as const;
  await s3.send(new PutObjectCommand({ ...place, ...retained, Body: 'kept' }));
  const status = async (of = place) => {
    const { LegalHold } = await s3.send(new GetObjectLegalHoldCommand(of));
    return LegalHold?.Status;
  };
  expect(await name(status())).toBe('NoSuchObjectLockConfiguration');
  const hold = (Status: 'ON' | 'OFF') => s3.send(new PutObjectLegalHoldCommand({ ...place, LegalHold: { Status } }));
  for (const wanted of ['ON', 'ON', 'OFF'] as const) {
    await hold(wanted);
    expect(await status()).toBe(wanted);
    expect(world.engines.controls.locks().get(`${place.Bucket}/${place.Key}`)).toEqual({
      ...{ mode: 'GOVERNANCE', until: NEAR.getTime(), held: wanted === 'ON' },
    });
  }
  expect(await name(hold('PERHAPS' as 'ON'))).toBe('MalformedXML');
  const { Body } = await s3.send(new GetObjectCommand(place));
  expect(await Body?.transformToString()).toBe('kept');
  const other = { ...place, Key: 'certificates/c' };
  await s3.send(new PutObjectCommand({ ...other, Body: 'x', ObjectLockLegalHoldStatus: 'ON' }));
  expect(await status(other)).toBe('ON');
});
