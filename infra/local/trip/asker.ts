/** An officer asks for a case: shows its ticket to a department or to the library, takes the answer into the case, and notes what was done. */

import { certificateTypes } from '#city/certificate-types/index.ts';
import { resources } from '#city/resources/index.ts';
import { LIBRARY } from '#functions/matters/words.ts';
import type { CertificateSummary, IssueRequest, Pulled, PullRequest } from '#schemas/certificate.ts';
import type { Redeemed } from '#schemas/copy.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { Answered } from '#schemas/exchange.ts';
import type { Level } from '#schemas/resource.ts';
import type { Desk, Fact } from './desk.ts';
import type { Errand } from './log.ts';
import { Refused, Stopped } from './missing.ts';
import { shortName } from './names.ts';
import { atWork, type Play } from './officer.ts';

export interface Question {
  /** Id of the party of the case whom it is about. */
  readonly party: string;
  /** Highest level of the answer; `fields` unless said. */
  readonly level?: Level;
  readonly request: unknown;
  readonly fields: readonly string[];
}

/** Fields of a certificate; a stamped copy where `reason` says why they do not serve. */
export interface Use {
  readonly party: string;
  readonly level?: Level;
  readonly fields: PullRequest['fields'];
  readonly reason?: string;
  /** Of several that he holds the one for which these fields are so. */
  readonly only?: Readonly<Record<string, unknown>>;
}

export type Note = (errand: Errand) => void;
type Noted = Omit<Errand, 'who' | 'matter'>;

const named = <T extends { readonly id: string }>(all: readonly T[], id: string): T => {
  const found = all.find((one) => one.id === id);
  if (!found) throw new Error(`the city has no ${id}`);
  return found;
};

const UNKNOWN: Bilingual = { zh: '查无此主体的信息', en: 'nothing is known of this subject' };
const NO_CERTIFICATE: Bilingual = { zh: '证照库中没有该证照', en: 'the library holds no such certificate' };
const LOOK: Bilingual = {
  zh: '请核对号码；确无信息的，由申请人提交证明',
  en: 'check the number; if it is right, the applicant proves it otherwise',
};

/** `officer` handles `matter` of the case. */
export const asker = (desk: Desk, officer: string, matter: string, note: Note) => {
  const { who, send } = atWork(desk.play, officer);
  const errand = (noted: Noted): void => note({ who, matter, ...noted });
  const since = (started: number) => ({ ms: Math.round(performance.now() - started) });
  const keyOf = (resource: string, party: string): string => `${desk.name}-${matter}-${resource}-${party}`;
  /** 最小必要: a ticket for one resource about one party. */
  const about = async (resource: string, party: string, level: Level) => ({
    purpose: {
      kind: 'matter' as const,
      matter,
      ticket: await desk.ticket(officer, { matter, resources: [resource], parties: [party], level }),
    },
    party: { role: desk.party(party).role },
  });
  const took = async (party: string, { receipt, answer }: Pick<Answered, 'receipt' | 'answer'>): Promise<void> => {
    if (receipt) await desk.took(officer, { party, receipt, ...(answer === undefined ? {} : { answer }) });
  };
  /** A copy is handed out once: played again, the officer has had it since the first time. */
  const fetched = async (token: string): Promise<void> => {
    try {
      await send<Redeemed>('copies/redeem', { token });
    } catch (error) {
      if (!(error instanceof Refused && error.problem.code === 'copy-used')) throw error;
    }
  };
  const ofResource = (id: string) => {
    const { department, name, protocol, asked = 'now' } = named(resources, id);
    return {
      kind: 'exchange',
      department,
      departmentName: shortName(department),
      resource: id,
      what: name,
      protocol,
      asked,
    } as const;
  };
  const ofType = (typeId: string) =>
    ({
      kind: 'pull',
      ...{ department: 'certificates', departmentName: LIBRARY, resource: `certificates/${typeId}` },
      ...{ what: named(certificateTypes, typeId).name, protocol: 'S3' },
      asked: 'now',
    }) as const;
  /** The newest that holds; of those that the type lets him have beside it, the one that is meant. */
  const held = async (typeId: string, { party, level = 'fields', only }: Use): Promise<CertificateSummary> => {
    const resource = `certificates/${typeId}`;
    const holder = desk.party(party).code;
    const find = { ...(await about(resource, party, level)), holder, type: typeId };
    const { items } = await send<{ items: CertificateSummary[] }>('certificates/find', find);
    for (const one of items.filter(({ valid }) => valid)) {
      if (only === undefined) return one;
      const fields = Object.keys(only).map((name) => `/${name}`);
      const body = { ...(await about(resource, party, level)), holder, fields };
      const { data } = await send<Pulled>(`certificates/${one.identifier}/pull`, body);
      const said = data as Readonly<Record<string, unknown>>;
      if (Object.entries(only).every(([name, value]) => said[name] === value)) return one;
    }
    throw new Stopped(NO_CERTIFICATE, LOOK);
  };
  /** As the case has it: nobody is asked again. */
  const onFile = ({ receipt: { exchange, fields, found, certificate } }: Fact) => ({
    ...{ id: exchange, fields, found },
    ...(certificate === undefined ? {} : { certificate }),
  });

  return {
    /** The granted leaves of the answer. Throws Stopped when the department knows nothing of the subject. */
    ask: async <T>(id: string, { party, level = 'fields', request, fields }: Question): Promise<T> => {
      const [what, question] = [ofResource(id), { matter, resource: id, party }];
      const known = desk.known(question, what.asked === 'change');
      if (known) {
        errand({ ...what, ...onFile(known) });
        return known.answer as T;
      }
      try {
        const body = { ...(await about(id, party, level)), request, fields };
        const started = performance.now();
        const answered = await send<Answered>(`exchange/${id}`, body, keyOf(id, party));
        const { exchange, found } = answered;
        errand({ ...what, id: exchange, fields: answered.fields, found, ...since(started) });
        await took(party, answered);
        if (!found) throw new Stopped(UNKNOWN, LOOK);
        return answered.answer as T;
      } catch (error) {
        await desk.failed(officer, question, error);
        throw error;
      }
    },

    /** Finds the party's certificate of a type and uses it, once for the case; answers its identifier and the fields. */
    pull: async <T>(typeId: string, use: Use): Promise<{ readonly certificate: string; readonly data: T }> => {
      const { party, level = 'fields', fields, reason } = use;
      const what = ofType(typeId);
      const known = desk.known({ matter, resource: what.resource, party }, true);
      if (known?.receipt.certificate) {
        errand({ ...what, ...onFile(known) });
        return { certificate: known.receipt.certificate, data: known.answer as T };
      }
      const { identifier } = await held(typeId, use);
      const [way, wanted] = reason === undefined ? (['pull', level] as const) : (['copies', 'copy'] as const);
      const body = {
        ...(await about(what.resource, party, wanted)),
        ...{ holder: desk.party(party).code, fields },
        ...(reason === undefined ? {} : { reason }),
      };
      const started = performance.now();
      const key = `${keyOf(what.resource, party)}-${way}`;
      const pulled = await send<Pulled>(`certificates/${identifier}/${way}`, body, key);
      if (pulled.copy) await fetched(pulled.copy.token);
      errand({
        ...{ ...what, id: pulled.pull, fields: pulled.fields, found: true, ...since(started) },
        certificate: pulled.copy?.identifier ?? identifier,
      });
      await took(party, { receipt: pulled.receipt, answer: pulled.data });
      return { certificate: identifier, data: pulled.data as T };
    },
  };
};

/** Puts a certificate into the library. `key` tells it from others of the trip; repeated, it is the same certificate. */
export const issue = async (
  play: Play,
  issuer: string,
  request: IssueRequest,
  { key, matter, note }: { readonly key: string; readonly matter: string; readonly note: Note },
): Promise<{ readonly certificate: string }> => {
  const { who, send } = atWork(play, issuer);
  const started = performance.now();
  const { identifier, typeName } = await send<CertificateSummary>('certificates', request, key);
  note({
    ...{ kind: 'issue', id: identifier, who, matter, department: 'certificates', departmentName: LIBRARY },
    ...{ resource: `certificates/${request.type}`, protocol: 'S3', asked: 'change', fields: [], found: true },
    what: { zh: `签发${typeName.zh}`, en: `${typeName.en} issued` },
    ms: Math.round(performance.now() - started),
    certificate: identifier,
  });
  return { certificate: identifier };
};
