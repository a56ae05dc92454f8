import { beforeAll, describe, expect, test } from 'vitest';
import { prove } from '#functions/credentials/proof/prove.ts';
import { bitAt, decodeBitstring } from '#functions/kernel/bitstring.ts';
import { validate } from '#functions/kernel/request.ts';
import { BASE_CONTEXT, IssueCredentialRequest } from '#schemas/credential.ts';
import { counting } from '#test/engines/counting.ts';
import { Crash, everyCrashPoint } from '#test/engines/crash-points.ts';
import { documentClient } from '#test/engines/tables.ts';
import { reborn } from '../certificates/reborn.ts';
import { itemsIn } from '../certificates/world.ts';
import {
  changeBy,
  ed25519,
  freshWorld,
  type Issued,
  issueBy,
  issueTold,
  listBy,
  NOW,
  p256,
  presentBy,
  type Room,
  roomOn,
  URL,
  verifyBy,
  type Wish,
  type World,
  wish,
} from './world.ts';

let world: World;
let room: Room;
beforeAll(async () => {
  world = await freshWorld();
  room = roomOn(world);
});

const GOOD = { verified: true, ours: true, remarks: [] };

describe.each(['ecdsa-jcs-2019', 'eddsa-jcs-2022', 'vc+jwt'] as const)('secured by %s', (cryptosuite) => {
  test('what is issued is verified; one character changed, it is not', async () => {
    const issued = await issueBy(room, wish({}, { cryptosuite }));
    expect(await verifyBy(room, issued)).toEqual(GOOD);
    const text = JSON.stringify(issued);
    const altered = cryptosuite === 'vc+jwt' ? text.replace('.eyJ', '.eyK') : text.replace('示例', '示列');
    expect(await verifyBy(room, JSON.parse(altered))).toEqual([expect.stringMatching(/signature|envelope/)]);
  });
});

test('a credential costs one data call and one signature of KMS, its verification a look at each status', async () => {
  const own = { ...world, client: documentClient(world.endpoint) };
  const counted = counting(own.client);
  const mine = roomOn(own);
  const issued = await issueBy(mine);
  expect(counted.calls).toMatchObject({ TransactWriteItems: 1 });
  await verifyBy(mine, issued);
  expect(counted.calls).toMatchObject({ TransactWriteItems: 1, GetItem: 2 });
});

describe('status', () => {
  const bits = async (issued: Issued) =>
    Promise.all(
      issued.credentialStatus.map(async ({ statusPurpose, statusListIndex, statusListCredential }) => {
        const list = Number(statusListCredential!.split('/').at(-1));
        const credential = await listBy(room, statusPurpose as 'revocation', list);
        expect(await verifyBy(room, credential)).toEqual(GOOD);
        return bitAt(decodeBitstring(credential.credentialSubject.encodedList), Number(statusListIndex));
      }),
    );

  test('suspended, restored, revoked for ever: in the list and at verification', async () => {
    const issued = await issueBy(room);
    expect(await bits(issued)).toEqual([0, 0]);
    await changeBy(room, issued.id, 'suspension');
    expect(await bits(issued)).toEqual([0, 1]);
    expect(await verifyBy(room, issued)).toEqual(['/verifiableCredential/credentialStatus/1 suspended']);
    await changeBy(room, issued.id, 'suspension', false);
    expect(await verifyBy(room, issued)).toEqual(GOOD);
    await changeBy(room, issued.id, 'revocation');
    expect(await changeBy(room, issued.id, 'revocation', false)).toEqual(['/status revocation-is-for-ever']);
    expect(await bits(issued)).toEqual([1, 0]);
    expect(await verifyBy(room, issued)).toEqual(['/verifiableCredential/credentialStatus/0 revoked']);
  });

  test('a client changes only what it had issued itself', async () => {
    const issued = await issueBy(room);
    expect(await changeBy(room, issued.id, 'revocation', true, 'one-window-system')).toEqual([]);
    expect(await verifyBy(room, issued)).toEqual(GOOD);
  });

  test('entries of its own stay, and of a list of somebody else it is said that nobody looked', async () => {
    const own = {
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '7',
      statusListCredential: 'https://other.example/lists/1',
    };
    const issued = await issueBy(room, wish({ credentialStatus: own }));
    expect(issued.credentialStatus).toHaveLength(3);
    expect(await verifyBy(room, issued)).toMatchObject({
      remarks: [{ field: '/verifiableCredential/credentialStatus/0', rule: 'status-not-looked-up' }],
    });
  });
});

test('under one Idempotency-Key one credential is issued; another body under it is refused', async () => {
  const [first, second] = [await issueBy(room, wish(), 'k'), await issueBy(room, wish(), 'k')];
  expect([second.id, second.credentialStatus]).toEqual([first.id, first.credentialStatus]);
  await expect(issueBy(room, wish({ name: 'x' }), 'k')).rejects.toMatchObject({ code: 'idempotency-key-reused' });
});

test('killed at every await boundary, it is issued once or not at all', async () => {
  const points = await everyCrashPoint(async (crash) => {
    const own = await freshWorld();
    const after = { ...own, ...reborn(own) } as World;
    await issueBy(roomOn(own, { crash }), wish(), 'k').catch((error: unknown) => expect(error).toBeInstanceOf(Crash));
    const left = async () => [
      (await itemsIn(after.client, after.names.credentials)).length,
      (await itemsIn(after.client, after.names.exchanges)).length,
    ];
    expect([
      [0, 0],
      [3, 1],
    ]).toContainEqual(await left());
    const issued = await issueBy(roomOn(after), wish(), 'k');
    expect(await left()).toEqual([3, 1]);
    expect(await verifyBy(roomOn(after), issued)).toEqual(GOOD);
  });
  expect(points).toBe(4);
});

describe('proof sets and chains', () => {
  test('a second proof stands beside the first, a third covers both; none can be taken away', async () => {
    const document = { ...wish().credential, issuer: p256.did, proof: [] as unknown[] };
    const one = await prove(document, p256, { cryptosuite: 'ecdsa-jcs-2019', purpose: 'assertionMethod', now: NOW });
    const two = await prove(one, ed25519, { cryptosuite: 'eddsa-jcs-2022', purpose: 'assertionMethod', now: NOW });
    const ids = (two.proof as { id: string }[]).map(({ id }) => id);
    const three = await prove(two, p256, {
      cryptosuite: 'ecdsa-jcs-2019',
      purpose: 'assertionMethod',
      now: NOW,
      previousProof: ids,
    });
    expect(await verifyBy(room, three)).toEqual(GOOD);
    const proofs = three.proof as object[];
    expect(await verifyBy(room, { ...three, proof: proofs.slice(1) })).toContain(
      '/verifiableCredential/proof/1 previous-proof',
    );
    await expect(
      prove(two, p256, {
        cryptosuite: 'ecdsa-jcs-2019',
        purpose: 'assertionMethod',
        now: NOW,
        previousProof: 'urn:x:y',
      }),
    ).rejects.toThrow();
  });

  test('what has a proof already gets ours beside it', async () => {
    const issuer = p256.did;
    const theirs = await prove({ ...wish().credential, issuer, proof: [] }, ed25519, {
      cryptosuite: 'eddsa-jcs-2022',
      purpose: 'assertionMethod',
      now: NOW,
    });
    const issued = await issueBy(room, { credential: theirs as Wish['credential'] });
    expect(issued.proof).toHaveLength(2);
  });
});

describe('presentations', () => {
  const present = async (change: object = {}, credential?: object) =>
    prove(
      {
        '@context': [BASE_CONTEXT],
        type: ['VerifiablePresentation'],
        holder: ed25519.did,
        verifiableCredential: [credential ?? (await issueBy(room))],
        ...change,
      },
      ed25519,
      { cryptosuite: 'eddsa-jcs-2022', purpose: 'authentication', now: NOW },
    );

  test('verified with its credentials', async () => {
    expect(await presentBy(room, await present())).toEqual(GOOD);
    expect(await presentBy(room, await present({}, await issueBy(room, wish({}, { cryptosuite: 'vc+jwt' }))))).toEqual(
      GOOD,
    );
  });

  test('a challenge that it does not answer, a domain that it is not for, a holder who did not sign, a credential revoked', async () => {
    const presented = await present();
    expect(await presentBy(room, presented, { challenge: 'c' })).toEqual(['/verifiablePresentation/proof/0 challenge']);
    expect(await presentBy(room, presented, { domain: 'd' })).toEqual(['/verifiablePresentation/proof/0 domain']);
    expect(await presentBy(room, await present({ holder: p256.did }))).toEqual([
      '/verifiablePresentation/holder key-not-of-this-party',
    ]);
    const [credential] = presented.verifiableCredential as Issued[];
    await changeBy(room, credential!.id, 'revocation');
    expect(await presentBy(room, presented)).toEqual([
      '/verifiablePresentation/verifiableCredential/0/credentialStatus/0 revoked',
    ]);
  });
});

describe('refused at issue', () => {
  test.each<[string, object, string]>([
    ['in somebody else’s name', { issuer: 'https://other.example' }, '/credential/issuer not-this-hub'],
    [
      'a context that is not known',
      { '@context': [BASE_CONTEXT, 'https://other.example/v1'] },
      '/credential/@context context-not-known',
    ],
    [
      'a type that no context has',
      { type: ['VerifiableCredential', 'Nothing'] },
      '/credential/ relative-type-reference',
    ],
    ['a word that no context has', { nothing: 1 }, '/credential/ invalid-property'],
    [
      'a protected term defined anew',
      { '@context': [BASE_CONTEXT, { name: 'https://other.example/name' }] },
      '/credential/ protected-term-redefinition',
    ],
    [
      'a digest of other bytes',
      { relatedResource: { id: BASE_CONTEXT, digestMultibase: 'uM4RgWQc3RUDtjJCSgTJtTfvpZ7SPEg_LNO0ESlovQC0' } },
      '/credential/relatedResource/0 digest-differs',
    ],
  ])('%s', async (_, change, rule) => {
    expect(await issueTold(room, wish(change))).toEqual([rule]);
  });

  test.each<[string, object, string]>([
    ['no subject', { credentialSubject: {} }, 'credential/credentialSubject'],
    ['an id that is none', { id: 'not a url' }, 'credential/id'],
    [
      'times in the wrong order',
      { validFrom: '2026-01-02T00:00:00Z', validUntil: '2026-01-01T00:00:00Z' },
      'credential/validUntil',
    ],
    ['a time without offset', { validFrom: '2026-01-02T00:00:00' }, 'credential/validFrom'],
    ['a status without type', { credentialStatus: { id: 'did:example:1' } }, 'credential/credentialStatus'],
    [
      'a status entry that is none',
      { credentialStatus: { type: 'BitstringStatusListEntry' } },
      'credential/credentialStatus',
    ],
    [
      'the base context second',
      { '@context': ['https://www.w3.org/ns/credentials/examples/v2', BASE_CONTEXT] },
      'credential/@context/0',
    ],
    ['a schema without id', { credentialSchema: { type: 'x:y' } }, 'credential/credentialSchema'],
    ['a name with more than words', { name: { '@value': 'x', url: 'did:example:1' } }, 'credential/name'],
    [
      'two resources of one id',
      {
        relatedResource: [
          { id: 'x:y', digestSRI: 'a' },
          { id: 'x:y', digestSRI: 'b' },
        ],
      },
      'credential/relatedResource',
    ],
  ])('by its form: %s', (_, change, field) => {
    const refused = (() => {
      try {
        return validate(IssueCredentialRequest, wish(change)) && undefined;
      } catch (error) {
        return error as { extra: { errors: { field: string }[] } };
      }
    })();
    expect(refused?.extra.errors.map((one) => one.field)).toContainEqual(expect.stringContaining(field));
  });
});

test('expired, not yet valid, and by a key that its issuer did not name', async () => {
  const sign = (change: object) =>
    prove({ ...wish().credential, issuer: p256.did, ...change }, p256, {
      cryptosuite: 'ecdsa-jcs-2019',
      purpose: 'assertionMethod',
      now: NOW,
    });
  expect(await verifyBy(room, await sign({ validUntil: '2026-11-19T00:00:00Z' }))).toEqual([
    '/verifiableCredential/validUntil expired',
  ]);
  expect(await verifyBy(room, await sign({ validFrom: '2026-11-21T00:00:00Z' }))).toEqual([
    '/verifiableCredential/validFrom not-yet-valid',
  ]);
  expect(await verifyBy(room, await sign({ issuer: ed25519.did }))).toEqual([
    '/verifiableCredential/issuer key-not-of-this-party',
  ]);
  expect(await verifyBy(room, await sign({ issuer: URL }))).toMatchObject({
    remarks: [{ rule: 'key-not-of-this-party' }],
  });
});
