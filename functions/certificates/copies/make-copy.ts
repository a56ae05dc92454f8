/** Making a copy: drawn, kept with a description beside it, and made ready for the table. Until the transaction nobody knows of it. */
import { randomUUID } from 'node:crypto';
import { canonical } from '#functions/kernel/canonical.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import type { CertificateMaster } from '#schemas/certificate.ts';
import type { TicketClaims } from '#schemas/ticket.ts';
import type { Allowed } from '../allow.ts';
import { masterText, sha256Hex } from '../master.ts';
import type { Sealers } from '../ofd/seal/sealers.ts';
import type { Press } from '../press.ts';
import { type Sealing, sealBatch } from '../seal/batch.ts';
import type { CopyFiles } from './copies.client.ts';
import { copyPage } from './copy-page.ts';
import { kept } from './copy-token.ts';
import type { StoredCopyItem } from './stored-copy.ts';

export interface MakeCopyDeps {
  readonly press: Press;
  readonly publicUrl: string;
  readonly copyFiles: CopyFiles;
  /** `now`: epoch ms. */
  readonly sealing: (now: number) => Promise<Sealing>;
  /** What the issuing department seals the OFD with. */
  readonly sealers: Sealers;
}

export interface ToCopy {
  readonly allowed: Allowed;
  readonly ticket: Pick<TicketClaims, 'case' | 'matter'>;
  readonly master: CertificateMaster;
  /** The party's code. */
  readonly holder: string;
  readonly reason: string;
  /** Epoch ms. */
  readonly now: number;
}

const HOUR_MS = 3_600_000;
/** Seven days, where the type says nothing. */
const COPY_HOURS = 168;
/** A copy is made for a case that is open now: who has not come for it within a day has another made. */
const REDEEM_MS = 24 * HOUR_MS;

/** Throws unprocessable when the reason cannot be printed. */
export const makeCopy = async (deps: MakeCopyDeps, keys: HubKeys, wanted: ToCopy): Promise<StoredCopyItem> => {
  const { allowed, ticket, master, holder, now } = wanted;
  const { type, who, wish } = allowed;
  const expiresAt = now + (type.copyHours ?? COPY_HOURS) * HOUR_MS;
  const made = {
    v: 1 as const,
    copy: randomUUID(),
    identifier: master.identifier,
    type: type.id,
    case: ticket.case,
    matter: ticket.matter,
    department: who.department.id,
    madeBy: { client: who.client.id, ...(who.officer ? { officer: who.officer.id } : {}) },
    role: wish.role,
    madeAt: now,
    expiresAt,
    redeemBy: Math.min(expiresAt, now + REDEEM_MS),
    master: sha256Hex(masterText(master)),
  };
  const input = copyPage(deps, { master, allowed, made, reason: wanted.reason });
  // A batch of one: its certificate commits to what the copy is and what it was made for.
  const batch = await sealBatch(await deps.sealing(now), master.issuer, [Buffer.from(canonical(made))], now);
  const page = await deps.press.both(input, await deps.sealers(master.issuer, now), now, batch);
  const [pdf, ofd] = await Promise.all([
    deps.copyFiles.put(made.copy, 'pdf', page.pdf),
    deps.copyFiles.put(made.copy, 'ofd', page.ofd),
  ]);
  const description = { ...made, files: { pdf, ofd } };
  await deps.copyFiles.describe(description);
  return { ...description, ...kept(keys, made.copy, holder) };
};
