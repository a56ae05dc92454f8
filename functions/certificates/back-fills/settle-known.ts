/** Rows whose end stands in the library already: issued before a death, there by another way, or in another's way. */
import type { HubKeys } from '#functions/kernel/digest.ts';
import { subjectHandle } from '#functions/kernel/digest.ts';
import type { BackFillLine } from '#schemas/back-fill.ts';
import type { CertificateType } from '#schemas/certificate.ts';
import type { WithMaster } from '../certificates.store.ts';
import type { Files } from '../files.client.ts';
import { holdsPlace } from '../lifecycle.ts';
import type { Candidate } from './candidates.ts';
import { type ReadRow, stateOf } from './row.ts';
import { sameContent } from './same-content.ts';
import type { ThereStore } from './there.store.ts';

export interface SettleDeps {
  readonly keys: HubKeys;
  readonly files: Files;
  readonly there: ThereStore;
}

/** By number: who has it, in the order of the rows. */
const owners = async ({ there }: SettleDeps, rows: readonly ReadRow[]) => {
  const identifiers = await there.numbers(rows);
  const taken = identifiers.filter((identifier) => identifier !== undefined);
  const found = await there.certificates(taken);
  return identifiers.map((identifier) => (identifier === undefined ? undefined : (found.get(identifier) ?? {})));
};

const lineOf = async (deps: SettleDeps, owner: WithMaster, { row, key, request }: ReadRow): Promise<BackFillLine> => {
  const { certificate } = owner;
  if (!certificate) throw new Error('a number is taken by a certificate that is not there');
  const { identifier, state, asked } = certificate;
  if (asked?.key === key) return { row, outcome: 'issued', identifier, state };
  const same = await sameContent(deps, owner, request);
  return { row, outcome: same ? 'duplicate' : 'conflict', identifier, state };
};

/** Who of the holders has one already, where everybody may have one only. */
const inTheWay = async ({ there, keys }: SettleDeps, type: CertificateType, rows: readonly Candidate[]) => {
  if (type.holding === 'multiple' || rows.length === 0) return () => undefined;
  const handlesOf = ({ request }: ReadRow) => request.holders.map(({ code }) => subjectHandle(keys, code));
  const places = await there.places(rows.flatMap(handlesOf), type.id);
  return (row: ReadRow): string | undefined =>
    holdsPlace(stateOf(row))
      ? handlesOf(row)
          .map((handle) => places.get(handle))
          .find((identifier) => identifier !== undefined)
      : undefined;
};

/** The rows that are settled, and those that are open. */
export const settleKnown = async (
  deps: SettleDeps,
  type: CertificateType,
  rows: readonly Candidate[],
): Promise<{ readonly lines: readonly BackFillLine[]; readonly open: readonly Candidate[] }> => {
  const found = await owners(deps, rows);
  const lines: BackFillLine[] = [];
  const fresh: Candidate[] = [];
  for (const [i, row] of rows.entries()) {
    const owner = found[i];
    if (owner) lines.push(await lineOf(deps, owner, row));
    else fresh.push(row);
  }
  const holder = await inTheWay(deps, type, fresh);
  const open = fresh.filter((row) => {
    const identifier = holder(row);
    if (identifier === undefined) return true;
    lines.push({ row: row.row, outcome: 'refused', identifier, rules: ['/holders holder-has-one-already'] });
    return false;
  });
  return { lines, open };
};

/** Of a back-fill that has ended: what of these rows was issued before; nothing more will be. */
export const settleEnded = async (deps: SettleDeps, rows: readonly ReadRow[]): Promise<readonly BackFillLine[]> => {
  const found = await owners(deps, rows);
  return rows.map(({ row, key }, i) => {
    const certificate = found[i]?.certificate;
    if (certificate?.asked?.key !== key) return { row, outcome: 'not-handled' };
    return { row, outcome: 'issued', identifier: certificate.identifier, state: certificate.state };
  });
};
