/** An officer at work: signs in, shows the ticket, asks a department or the library, and notes what was done. */

import { certificateTypes } from '#city/certificate-types/index.ts';
import { officers } from '#city/officers.ts';
import { resources } from '#city/resources/index.ts';
import { LIBRARY } from '#functions/matters/spared.ts';
import type { CertificateSummary, IssueRequest, Pulled, PullRequest } from '#schemas/certificate.ts';
import type { Redeemed } from '#schemas/copy.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { Answered } from '#schemas/exchange.ts';
import type { PartyRole } from '#schemas/grant.ts';
import type { LocalCity } from '../city.ts';
import type { TicketFor } from '../tickets.ts';
import type { Errand } from './log.ts';
import { Refused, Stopped } from './missing.ts';
import { shortName } from './names.ts';
import { post } from './window.ts';

/** One play of a case. */
export interface Play {
  readonly city: LocalCity;
  readonly case: string;
  /** Epoch ms at which it began. */
  readonly since: number;
  /** Milliseconds to wait for an answer that is under way. */
  readonly patience: number;
}

export interface Question {
  readonly party: PartyRole;
  /** Highest level of the answer; `fields` unless said. */
  readonly level?: TicketFor['level'];
  readonly request: unknown;
  readonly fields: readonly string[];
  /** Where the case asks the same of several people: which of them. */
  readonly nth?: number;
}

export type Note = (errand: Errand) => void;
type Parties = TicketFor['parties'];

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

/** `officer` handles `matter` of the case for `parties`. */
export const asker = (play: Play, officer: string, matter: string, parties: Parties, note: Note) => {
  const { city, patience, since } = play;
  const { department, name } = named(officers, officer);
  const who: Bilingual = { zh: `${shortName(department).zh}${name}`, en: shortName(department).en };
  const token = city.officerToken(officer);
  // Awaited by every call; until then its failure is nobody's.
  token.catch(() => undefined);

  const purpose = async (resource: string, level: TicketFor['level']) => ({
    kind: 'matter' as const,
    matter,
    ticket: await city.ticket({ case: play.case, matter, parties, department, resources: [resource], level }),
  });
  const send = async <T>(path: string, body: unknown, key?: string): Promise<T> =>
    post<T>(
      {
        url: `${city.url}/v1/${path}`,
        token: await token,
        body,
        patience,
        ...(key === undefined ? {} : { key: `${play.case}-${key}` }),
      },
      since,
    );
  /** A copy is handed out once: played again, the officer has had it since the first time. */
  const fetched = async (token: string): Promise<void> => {
    try {
      await send<Redeemed>('copies/redeem', { token });
    } catch (error) {
      if (!(error instanceof Refused && error.problem.code === 'copy-used')) throw error;
    }
  };
  const errand = (over: Omit<Errand, 'who' | 'ms' | 'matter'>, started: number) =>
    note({ who, matter, ms: Math.round(performance.now() - started), ...over });

  return {
    /** The granted leaves of the answer. Throws Stopped when the department knows nothing of the subject. */
    ask: async <T>(id: string, { party, level = 'fields', request, fields, nth }: Question): Promise<T> => {
      const resource = named(resources, id);
      const body = { purpose: await purpose(id, level), party: { role: party }, request, fields };
      const started = performance.now();
      const answered = await send<Answered>(`exchange/${id}`, body, nth === undefined ? id : `${id}-${nth}`);
      errand(
        {
          kind: 'exchange',
          id: answered.exchange,
          department: resource.department,
          departmentName: shortName(resource.department),
          resource: id,
          what: resource.name,
          protocol: resource.protocol,
          asked: resource.asked ?? 'now',
          fields: answered.fields,
          found: answered.found,
        },
        started,
      );
      if (!answered.found) throw new Stopped(UNKNOWN, LOOK);
      return answered.answer as T;
    },

    /** Finds the party's newest certificate of a type and uses it: as fields, or as a stamped copy. */
    pull: async (
      typeId: string,
      { party, holder, ...use }: Pick<PullRequest, 'holder' | 'fields'> & { party: PartyRole; reason?: string },
    ): Promise<Pulled> => {
      const type = named(certificateTypes, typeId);
      const resource = `certificates/${typeId}`;
      const about = async (level: TicketFor['level']) => ({
        purpose: await purpose(resource, level),
        party: { role: party },
        holder,
      });
      const started = performance.now();
      const find = { ...(await about('fields')), type: typeId };
      const [certificate] = (await send<{ items: CertificateSummary[] }>('certificates/find', find)).items;
      if (!certificate) throw new Stopped(NO_CERTIFICATE, LOOK);
      const copied = use.reason !== undefined;
      const way = copied ? 'copies' : 'pull';
      const pulled = await send<Pulled>(
        `certificates/${certificate.identifier}/${way}`,
        { ...(await about(copied ? 'copy' : 'fields')), ...use },
        `${matter}-${way}`,
      );
      if (pulled.copy) await fetched(pulled.copy.token);
      errand(
        {
          kind: 'pull',
          id: pulled.pull,
          department: 'certificates',
          departmentName: LIBRARY,
          resource,
          what: type.name,
          protocol: 'S3',
          asked: 'now',
          fields: pulled.fields,
          found: true,
          certificate: pulled.copy?.identifier ?? certificate.identifier,
        },
        started,
      );
      return pulled;
    },

    /** Puts a certificate into the library. `key` tells this certificate from others of the case; repeated, it is the same certificate. */
    issue: async (request: IssueRequest, key: string): Promise<CertificateSummary> => {
      const started = performance.now();
      const issued = await send<CertificateSummary>('certificates', request, key);
      errand(
        {
          kind: 'issue',
          id: issued.identifier,
          department: 'certificates',
          departmentName: LIBRARY,
          resource: `certificates/${request.type}`,
          what: { zh: `签发${issued.typeName.zh}`, en: `${issued.typeName.en} issued` },
          protocol: 'S3',
          asked: 'change',
          fields: [],
          found: true,
          certificate: issued.identifier,
        },
        started,
      );
      return issued;
    },
  };
};
