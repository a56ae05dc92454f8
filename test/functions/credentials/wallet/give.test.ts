/** A certificate in its holder's wallet: what he gets, what he can keep back, and what becomes of it when the certificate is held or ended. */

import { createHash } from 'node:crypto';
import { SDJwtInstance } from '@sd-jwt/core';
import { TypeMetadataFormatSchema } from '@sd-jwt/sd-jwt-vc';
import { beforeAll, describe, expect, test } from 'vitest';
import { certificateTypes } from '#city/certificate-types/index.ts';
import { RESERVED } from '#functions/credentials/sdjwt/make.ts';
import { typeMetadata } from '#functions/credentials/wallet/claims.ts';
import { bitAt, decodeBitstring } from '#functions/kernel/bitstring.ts';
import { Crash, everyCrashPoint } from '#test/engines/crash-points.ts';
import { issueBy as issueCertificate } from '../../certificates/calls.ts';
import { everyOperation, operateBy } from '../../certificates/operations/calls.ts';
import { reborn } from '../../certificates/reborn.ts';
import { CHEN_FUYING, CHEN_HOME, depsOn, LI_NA, recordsOf } from '../../certificates/world.ts';
import { bind, NONCE, pair, VERIFIER } from '../sdjwt/issuer.ts';
import {
  freshWorld,
  giveBy,
  listBy,
  NOW,
  openBy,
  p256,
  type Room,
  roomOn,
  URL,
  verifyBy,
  type World,
} from '../world.ts';

let world: World;
let room: Room;
let identifier: string;
const snapshot = everyOperation();
const deps = () => depsOn(world, { snapshot });
beforeAll(async () => {
  world = await freshWorld();
  room = roomOn(world, { snapshot });
  ({ identifier } = await issueCertificate(deps()));
});

const holder = pair();
const { kty: _kty, crv: _crv, ...point } = holder.publicKey.export({ format: 'jwk' });
const holderKey = { kty: 'EC', crv: 'P-256', x: String(point.x), y: String(point.y) } as const;
const give = async (format: 'sd-jwt-vc' | 'vcdm', of = identifier) =>
  (await giveBy(room, of, { holder: CHEN_FUYING, format, holderKey })) as {
    readonly credential: string & Record<string, unknown>;
  };

const hasher = (data: string | ArrayBuffer) => createHash('sha256').update(String(data)).digest();
/** As a wallet presents: by a library that is not ours. */
const disclosed = (text: string, frame: object) => new SDJwtInstance({ hasher }).present(text, frame as never);

describe('as SD-JWT VC', () => {
  test('the holder presents what he chooses, bound to his key; the rest is not there', async () => {
    const { credential } = await give('sd-jwt-vc');
    const presented = await disclosed(credential, { number: true, unitNumber: true });
    const bound = presented + bind(presented, { issuer: holder, holder }, NOW);
    const answer = await openBy(room, { sdJwt: bound, nonce: NONCE, audience: VERIFIER });
    expect(answer).toMatchObject({ verified: true, ours: true, bound: true, remarks: [] });
    const { claims } = answer as { claims: Record<string, unknown> };
    expect(claims).toMatchObject({
      iss: URL,
      vct: `${URL}/v1/credentials/types/real-estate-title`,
      unitNumber: CHEN_HOME,
    });
    expect(claims).toHaveProperty('number');
    expect(claims).not.toHaveProperty('holders');
    expect(Buffer.from(credential.split('.')[1]!, 'base64url').toString()).not.toContain('陈福英');
  });

  test('shown whole it says what the certificate says, and a co-holder can be left out by his element', async () => {
    const { credential } = await give('sd-jwt-vc');
    const { claims } = (await openBy(room, { sdJwt: credential })) as {
      claims: { holders: unknown[]; status: object };
    };
    expect(claims.holders[0]).toMatchObject({ code: CHEN_FUYING, codeType: '111' });
    expect(claims.status).toMatchObject({
      status_list: { idx: expect.any(Number), uri: expect.stringMatching(/\/v1\/status-lists\/\d+$/) },
    });
    const one = await disclosed(credential, { holders: { 0: { name: true } } });
    const read = (await openBy(room, { sdJwt: one })) as { claims: { holders: unknown[] } };
    expect(read.claims.holders).toEqual([{ name: expect.any(String) }]);
  });

  test('without the holder’s key it is nobody’s', async () => {
    const { credential } = await give('sd-jwt-vc');
    expect(await openBy(room, { sdJwt: credential, nonce: NONCE })).toEqual(['/sdJwt key-binding-required']);
    const forged = credential + bind(credential, { issuer: pair(), holder: pair() }, NOW);
    expect(await openBy(room, { sdJwt: forged, nonce: NONCE })).toEqual(['/sdJwt key-binding']);
  });
});

test('as VCDM 2.0: verified by the route that verifies any credential, and by its linked data', async () => {
  const { credential } = await give('vcdm');
  expect(await verifyBy(room, credential)).toEqual({ verified: true, ours: true, remarks: [] });
  expect(credential).toMatchObject({ issuer: { id: p256.did }, type: ['VerifiableCredential', 'RealEstateTitle'] });
});

test('held and ended, both forms say so, and so does the list in the W3C’s form', async () => {
  const { identifier: other } = await issueCertificate(deps(), {
    key: 'other',
    number: '浙(2017)永康市不动产权第0099999号',
  });
  const [sdJwt, vc] = [(await give('sd-jwt-vc', other)).credential, (await give('vcdm', other)).credential];
  const said = async () => [await openBy(room, { sdJwt }), await verifyBy(room, vc)];
  const bits = async () => {
    const entries = vc.credentialStatus as {
      statusPurpose: 'revocation';
      statusListIndex: string;
      statusListCredential: string;
    }[];
    return Promise.all(
      entries.map(async ({ statusPurpose, statusListIndex, statusListCredential }) => {
        const list = await listBy(room, statusPurpose, Number(statusListCredential.split('-').at(-1)), 'certificates');
        expect(await verifyBy(room, list)).toMatchObject({ verified: true });
        return bitAt(decodeBitstring(list.credentialSubject.encodedList), Number(statusListIndex));
      }),
    );
  };
  expect(await bits()).toEqual([0, 0]);
  await operateBy(deps(), other, { operation: 'hold' });
  expect(await said()).toEqual([['/sdJwt suspended'], ['/verifiableCredential/credentialStatus/1 suspended']]);
  expect(await bits()).toEqual([0, 1]);
  await operateBy(deps(), other, { operation: 'revoke-as-penalty', ifMatch: 2 });
  expect(await said()).toEqual([['/sdJwt revoked'], ['/verifiableCredential/credentialStatus/0 revoked']]);
  expect(await bits()).toEqual([1, 0]);
  expect(await giveBy(room, other, { holder: CHEN_FUYING, format: 'vcdm' })).toEqual([
    '/identifier certificate-not-valid',
  ]);
});

test('only to its holder, and who asks for another’s hears what he would hear of one that is not there; both are recorded', async () => {
  const own = await freshWorld();
  const { identifier: one } = await issueCertificate(depsOn(own));
  const other = roomOn(own);
  expect(await giveBy(other, one, { holder: LI_NA, format: 'vcdm' })).toEqual([]);
  await giveBy(other, one, { holder: CHEN_FUYING, format: 'vcdm' });
  const records = (await recordsOf(own)).filter(({ kind }) => kind === 'wallet');
  expect(records.map(({ found }) => found).sort()).toEqual([false, true]);
});

test('killed at every await boundary, nothing is given without its record', async () => {
  const points = await everyCrashPoint(async (crash) => {
    const own = await freshWorld();
    const after = { ...own, ...reborn(own) } as World;
    const { identifier: one } = await issueCertificate(depsOn(after));
    const given = await giveBy(roomOn(own, { crash }), one, { holder: CHEN_FUYING, format: 'sd-jwt-vc' }).catch(
      (error: unknown) => {
        expect(error).toBeInstanceOf(Crash);
        return undefined;
      },
    );
    const records = (await recordsOf(after)).filter(({ kind }) => kind === 'wallet');
    if (given) expect(records).toHaveLength(1);
  });
  expect(points).toBe(6);
});

describe.each(certificateTypes.map((type) => [type.id, type] as const))('type %s', (_, type) => {
  test('its metadata is what SD-JWT VC says, in both languages, and no field bears a registered name', () => {
    const metadata = TypeMetadataFormatSchema.parse(typeMetadata(URL, type));
    expect(metadata.claims?.every(({ display }) => display?.map(({ locale }) => locale).join() === 'zh-CN,en')).toBe(
      true,
    );
    expect(metadata.claims?.map(({ path }) => path[0]).filter((name) => RESERVED.includes(String(name)))).toEqual([]);
  });
});
