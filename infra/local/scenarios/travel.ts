/** What travels for a case of a scenario: answers as the exchange and the library release them, each with the hub's receipt, posted by who asked. */
import { certificateTypes } from '#city/certificate-types/index.ts';
import { departments } from '#city/departments.ts';
import { officers } from '#city/officers.ts';
import { makeIdentifier } from '#functions/certificates/identifier.ts';
import { keyedUuid } from '#functions/kernel/digest.ts';
import { receiptFor } from '#functions/kernel/receipt.ts';
import type { CaseParty } from '#schemas/case.ts';
import { KEYS } from './room.ts';
import { type AskingStage, type Question, taken } from './stage.ts';

export interface Travelling extends AskingStage {
  /** Epoch ms. */
  now(): number;
}

export interface Travels {
  /** Officer of the body that asks. */
  readonly as: string;
  readonly matter: string;
  /** A resource, or certificates/<type>. */
  readonly resource: string;
  /** Party of the case. */
  readonly party: string;
  /** By pointer without its stroke; flat. Where the department itself is asked, its names alone count. */
  readonly answer: Readonly<Record<string, string | number | boolean>>;
  /** What is asked beside whom it is about. */
  readonly request?: Question['request'];
}

const departmentOf = (officer: string): string => officers.find(({ id }) => id === officer)?.department ?? '';

/** The same for the same case, so that a scenario played twice says the same. */
const certificateFor = (id: string, resource: string): string | undefined => {
  const type = certificateTypes.find((one) => `certificates/${one.id}` === resource);
  const issuer = type && departments.find((one) => one.id === type.issuer)?.creditCode;
  return type && issuer
    ? makeIdentifier({
        typeCode: type.code,
        issuer,
        serial: keyedUuid(KEYS, id).replaceAll('-', '').toUpperCase(),
        version: 1,
      })
    : undefined;
};

const released = (id: string, { role, code }: CaseParty, { as, matter, resource, answer }: Travels, now: number) => {
  const certificate = certificateFor(id, resource);
  return receiptFor(
    KEYS,
    {
      ...{ exchange: keyedUuid(KEYS, `${id} ${matter} ${resource} ${code}`), case: id, matter },
      ...{ consumer: departmentOf(as), resource, resourceVersion: 1, party: role, found: true },
      ...{ fields: Object.keys(answer).map((name) => `/${name}`), answeredAt: new Date(now).toISOString() },
      ...(certificate === undefined ? {} : { certificate }),
    },
    { subject: code, answer },
  );
};

/** One after the other. */
export const travel = async (stage: Travelling, id: string, all: readonly Travels[]): Promise<void> => {
  const { parties } = await stage.get(id);
  for (const one of all) {
    const party = parties.find((each) => each.id === one.party);
    if (!party) throw new Error(`the case has no ${one.party}`);
    const receipt = released(id, party, one, stage.now());
    await taken(stage.act(id, { act: 'add-fact', party: one.party, receipt, answer: one.answer }, { as: one.as }));
  }
};
