/** What travels for a case of a scenario: answers as the exchange and the library release them, each with the hub's receipt, posted by who asked. */
import { certificateTypes } from '#city/certificate-types/index.ts';
import { departments } from '#city/departments.ts';
import { officers } from '#city/officers.ts';
import { makeIdentifier } from '#functions/certificates/identifier.ts';
import { keyedUuid } from '#functions/kernel/digest.ts';
import { receiptFor } from '#functions/kernel/receipt.ts';
import type { CaseParty } from '#schemas/case.ts';
import { KEYS } from './room.ts';
import { type AskingStage, type Question, type Stage, taken } from './stage.ts';

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
  /** Undefined: no such record is known. Where the department itself is asked, the names of its leaves alone count. */
  readonly answer: Answer | undefined;
  /** Leaves that were asked for, where the answer alone does not show them. */
  readonly fields?: readonly string[];
  /** What is asked beside whom it is about. */
  readonly request?: Question['request'];
  /** Asked anew: an exchange of its own. */
  readonly again?: string;
}
type Leaf = string | number | boolean | null;
export interface Answer {
  readonly [member: string]: Leaf | Answer | readonly (Leaf | Answer)[];
}

/** Leaves of an answer, as the exchange names them. */
export const leavesOf = (answer: unknown, at = ''): string[] => {
  if (Array.isArray(answer)) return [...new Set(answer.flatMap((one) => leavesOf(one, `${at}/*`)))];
  if (typeof answer !== 'object' || answer === null) return [at];
  return Object.entries(answer).flatMap(([name, one]) => leavesOf(one, `${at}/${name}`));
};

export const fieldsOf = ({ answer, fields = leavesOf(answer ?? {}) }: Travels): string[] => [...fields];

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

const released = (id: string, { role, code }: CaseParty, travels: Travels, now: number) => {
  const { as, matter, resource, answer, again = '' } = travels;
  const certificate = certificateFor(id, resource);
  return receiptFor(
    KEYS,
    {
      ...{ exchange: keyedUuid(KEYS, `${id} ${matter} ${resource} ${code}${again}`), case: id, matter },
      ...{ consumer: departmentOf(as), resource, resourceVersion: 1, party: role, found: answer !== undefined },
      ...{ fields: fieldsOf(travels), answeredAt: new Date(now).toISOString() },
      ...(certificate === undefined ? {} : { certificate }),
    },
    { subject: code, answer },
  );
};

/** One after the other; answered at that instant, epoch ms. */
export const answered = async (stage: Stage, id: string, all: readonly Travels[], now: number): Promise<void> => {
  const { parties } = await stage.get(id);
  for (const one of all) {
    const party = parties.find((each) => each.id === one.party);
    if (!party) throw new Error(`the case has no ${one.party}`);
    const { answer } = one;
    const receipt = released(id, party, one, now);
    const fact = { receipt, ...(answer === undefined ? {} : { answer }) };
    await taken(stage.act(id, { act: 'add-fact', party: one.party, ...fact }, { as: one.as }));
  }
};

export const travel = (stage: Travelling, id: string, all: readonly Travels[]): Promise<void> =>
  answered(stage, id, all, stage.now());
