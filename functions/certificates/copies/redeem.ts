/** 领取加注件: the bytes of a copy for who holds its token, once. Recorded, and judged anew: what has ended since is not handed out. */
import { authorise, identified } from '#functions/exchange/authorise.ts';
import { denied } from '#functions/exchange/deny.ts';
import { decidedFacts } from '#functions/exchange/facts.ts';
import { keepRecord } from '#functions/exchange/keep-record.ts';
import { releasedText } from '#functions/exchange/record.ts';
import type { RecordsStore } from '#functions/exchange/records.store.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import { subjectHandle } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body, Caller } from '#functions/kernel/request.ts';
import type { Party } from '#functions/snapshot/caller.ts';
import type { CaseEnds } from '#functions/snapshot/case-ends.store.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import { certificateResourceId } from '#schemas/certificate-resource.ts';
import type { copyRoutes } from '#schemas/routes/copies.ts';
import { withFreshLook } from '../fresh-look.ts';
import { assertValid, coHolders } from '../held.ts';
import type { PullDeps } from '../pull.ts';
import { COPY_TYPES, type CopyFiles } from './copies.client.ts';
import type { CopiesStore } from './copies.store.ts';
import { copyIn, holderIn, opens } from './copy-token.ts';
import type { Redeemer, StoredCopyItem } from './stored-copy.ts';

export interface RedeemDeps extends Pick<PullDeps, 'snapshots' | 'keys' | 'certificates' | 'instance' | 'clock'> {
  readonly records: RecordsStore;
  readonly ends: Pick<CaseEnds, 'has'>;
  readonly copies: CopiesStore;
  readonly copyFiles: Pick<CopyFiles, 'get'>;
}

/** A line that broke must not cost the copy: for so long its redeemer may fetch it again. */
const AGAIN_MS = 60_000;

const same = (a: Redeemer, b: Redeemer): boolean => a.client === b.client && a.officer === b.officer;

/** Throws copy-expired or copy-used. */
const assertRedeemable = ({ expiresAt, redeemBy, redeemed }: StoredCopyItem, by: Redeemer, now: number): void => {
  if (now >= expiresAt) throw problem('copy-expired', { cause: 'copy-expired' });
  if (redeemed ? !same(redeemed.by, by) || now >= redeemed.at + AGAIN_MS : false) throw problem('copy-used');
  if (!redeemed && now >= redeemBy) throw problem('copy-expired', { cause: 'redeem-too-late' });
};

/** The grant as it stands now, for the case while it is open. The ticket was good when the copy was made. */
const authorityOf = async (
  snapshot: IndexedSnapshot,
  { ends }: RedeemDeps,
  who: Party,
  made: StoredCopyItem,
  now: number,
) => {
  const resource = certificateResourceId(made.type);
  const fields = snapshot.resource(resource)?.fields.map(({ pointer }) => pointer) ?? [];
  const purpose = { kind: 'matter' as const, matter: made.matter };
  const wish = { resource, purpose, role: made.role, fields, now, ground: 'copy', signed: 'to-be-sent' } as const;
  const authority = await authorise(snapshot, who, wish);
  if (snapshot.caseRevoked(made.case) || (await ends.has(made.case)))
    throw denied(snapshot, 'ticket-case-revoked', authority);
  if (authority.level !== 'copy') throw denied(snapshot, 'use-not-permitted', authority);
  return authority;
};

const redeemerOf = ({ client, officer }: Party): Redeemer => ({
  client: client.id,
  ...(officer ? { officer: officer.id } : {}),
});

/** The copy that the token opens, for a caller of the department it was made for. To anybody else it is not there. */
const opened = async (deps: RedeemDeps, token: string, who: Party): Promise<StoredCopyItem> => {
  const id = copyIn(token);
  const made = id === undefined ? undefined : await deps.copies.get(id);
  if (!made || !opens(token, made) || made.department !== who.department.id) throw problem('not-found');
  return made;
};

/** Throws exchange-denied when what was decided on stands no more. */
const stillAllowed = async (deps: RedeemDeps, caller: Caller, made: StoredCopyItem, now: number) => {
  const snapshot = await deps.snapshots.current();
  return authorityOf(snapshot, deps, identified(snapshot, caller, 'certificates'), made, now);
};

export const redeem =
  (deps: RedeemDeps): Body<typeof copyRoutes.redeemCopy> =>
  async ({ body, caller, now }) => {
    const started = deps.clock();
    const moment = () => now + Math.round(deps.clock() - started);
    const keys = await deps.keys();
    const who = identified(await deps.snapshots.current(), caller, 'certificates');
    const by = redeemerOf(who);

    return withFreshLook(async () => {
      const made = await opened(deps, body.token, who);
      const authority = await stillAllowed(deps, caller, made, now);
      assertRedeemable(made, by, now);
      const sha256 = made.files[body.format];
      if (!sha256)
        throw problem('invalid-request', { errors: [{ field: '/format', rule: 'not-made-in-this-format' }] });
      const [certificate, bytes] = await Promise.all([
        deps.certificates.get(made.identifier),
        deps.copyFiles.get(made.copy, body.format, sha256),
      ]);
      if (!certificate) throw problem('not-found');
      assertValid(certificate, now);
      const holder = holderIn(keys, made);
      const record = await keepRecord(
        {
          ...decidedFacts(authority),
          case: made.case,
          kind: 'redeem',
          fields: [],
          ms: moment() - now,
          found: true,
          certificate: made.identifier,
          ...coHolders(certificate, subjectHandle(keys, holder)),
          subjectCode: holder,
          requestText: canonical({ redeem: made.copy }),
          releasedText: releasedText({ copy: made.copy, sha256 }),
        },
        // No caller's own key has a space: fetched again, it stands under the same record.
        `redeem ${made.copy}`,
        { records: deps.copies.redeeming(made, certificate, by, now), instance: deps.instance, keys },
      );
      await stillAllowed(deps, caller, made, moment());
      return {
        body: {
          redeem: record.id,
          copy: made.copy,
          certificate: made.identifier,
          contentType: COPY_TYPES[body.format],
          content: Buffer.from(bytes).toString('base64'),
          sha256,
          expiresAt: new Date(made.expiresAt).toISOString(),
          againUntil: new Date((made.redeemed?.at ?? now) + AGAIN_MS).toISOString(),
        },
      };
    });
  };
