/** Issues a credential that a department's system has put together, in the shape of the W3C's VC API. Rules, signature, then status and record in one transaction. */

import { slotOf } from '#functions/certificates/status/slot.ts';
import type { Instance } from '#functions/exchange/instance.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import { type HubKeys, hmac, keyedUuid, nonce } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body, Input } from '#functions/kernel/request.ts';
import { identify, type Party } from '#functions/snapshot/caller.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { Remark, Securing } from '#schemas/credential.ts';
import type { credentialsRoutes } from '#schemas/routes/credentials.ts';
import type { StatusSlot } from '#schemas/status.ts';
import { type CredentialKey, type CredentialKeys, keyFor } from './keys.ts';
import { brokenMeaning, type Json } from './ld/linked-data.ts';
import { checkRelated } from './ld/related.ts';
import { enclose } from './proof/envelope.ts';
import { inputOf, prove } from './proof/prove.ts';
import { credentialRecord } from './record.ts';
import { entriesFor } from './status/entries.ts';
import type { StatusStore } from './status/status.store.ts';

export interface IssueDeps {
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly credentialKeys: CredentialKeys;
  readonly statuses: StatusStore;
  readonly instance: Instance;
  /** Where verifiers reach this hub; stands in what is issued. */
  readonly publicUrl: string;
}

type IssueInput = Input<typeof credentialsRoutes.issueCredential>;

const refuse = (errors: readonly Remark[]) => problem('unprocessable', { errors: [...errors].slice(0, 20) });

const issuerId = (issuer: unknown): unknown =>
  typeof issuer === 'object' && issuer !== null ? (issuer as { id?: unknown }).id : issuer;

/** What the schema cannot see: whose name it bears, what its words mean, whether what it leans on is what it says. */
const assertIssuable = async ({ credential, options }: IssueInput['body'], key: CredentialKey): Promise<void> => {
  if (credential.issuer !== undefined && issuerId(credential.issuer) !== key.did)
    throw refuse([{ field: '/credential/issuer', rule: 'not-this-hub' }]);
  if (!inputOf(credential, options?.previousProof))
    throw refuse([{ field: '/options/previousProof', rule: 'proof-not-there' }]);
  const under = ({ field, rule }: Remark) => ({ field: `/credential${field}`, rule });
  const { errors } = checkRelated(credential);
  const broken = await brokenMeaning({ ...credential, issuer: credential.issuer ?? key.did });
  const all = [...errors, ...(broken ? [broken] : [])];
  if (all.length > 0) throw refuse(all.map(under));
};

/** The credential with issuer, id and statuses. */
const filled = (credential: Json, key: CredentialKey, id: string, publicUrl: string, slot: StatusSlot): Json => {
  const { credentialStatus: own, ...rest } = credential;
  return {
    ...rest,
    id,
    issuer: credential.issuer ?? key.did,
    credentialStatus: [...(own === undefined ? [] : [own].flat()), ...entriesFor(publicUrl, slot)],
  };
};

const secured = (document: Json, key: CredentialKey, securing: Securing, input: IssueInput, now: number) =>
  securing === 'vc+jwt'
    ? enclose(document, key)
    : prove(document, key, {
        cryptosuite: securing,
        purpose: 'assertionMethod',
        now,
        previousProof: input.body.options?.previousProof,
      });

/** Idempotency is per caller; without a key every request is its own. */
const keyOf = (keys: HubKeys, { client, officer }: Party, idempotencyKey = nonce()): string =>
  hmac(keys.request, canonical(['credential', client.id, officer?.id ?? null, idempotencyKey]));

/** Places of others are rare: 32 lists of 2^20. */
const TRIES = 12;

/** Answers {verifiableCredential} (201). A repeat under the same Idempotency-Key answers the same credential, signed anew. */
export const issueCredential =
  (deps: IssueDeps): Body<typeof credentialsRoutes.issueCredential> =>
  async (input) => {
    const { body, caller, now } = input;
    const who = identify(await deps.snapshots.current(), caller, 'credentials.issue');
    const securing = body.options?.cryptosuite ?? 'ecdsa-jcs-2019';
    const signing = await keyFor(deps.credentialKeys, securing);
    await assertIssuable(body, signing);
    const keys = await deps.keys();
    const key = keyOf(keys, who, input.idempotencyKey);
    const request = hmac(keys.request, canonical(body));
    const id = body.credential.id ?? `urn:uuid:${keyedUuid(keys, key)}`;
    const make = (slot: StatusSlot, at: number) =>
      secured(filled(body.credential, signing, id, deps.publicUrl, slot), signing, securing, input, at);

    for (let probe = 0; probe < TRIES; probe += 1) {
      const slot = slotOf(`credential\n${key}`, probe);
      const verifiableCredential = await make(slot, now);
      const result = await deps.statuses.issue({
        credential: hmac(keys.subject, `credential\n${id}`),
        key,
        request,
        stored: { v: 1, client: who.client.id, slot, at: now },
        record: credentialRecord({ keys, instance: deps.instance }, who, {
          id,
          at: now,
          asked: body,
          verifiableCredential,
        }),
      });
      if (result === 'issued') return { body: { verifiableCredential } };
      if (result === 'taken') continue;
      const before = await deps.statuses.issuedUnder(key);
      if (before?.request !== request) throw problem('idempotency-key-reused');
      return { body: { verifiableCredential: await make(before.slot, before.at) } };
    }
    throw problem('hub-not-ready', { cause: 'status-lists-full', retryAfter: 1 });
  };
