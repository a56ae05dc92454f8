/** An officer at work: signs in, shows the ticket, asks a department or the library, and notes what that made unnecessary. */
import { departments } from '#city/departments.ts';
import { officers } from '#city/officers.ts';
import type { CertificateSummary, Pulled, PullRequest } from '#schemas/certificate.ts';
import type { Bilingual, Officer } from '#schemas/department.ts';
import type { Answered } from '#schemas/exchange.ts';
import type { PartyRole } from '#schemas/grant.ts';
import type { LocalCity } from '../city.ts';
import type { TicketFor } from '../tickets.ts';
import type { ExchangeStep } from './log.ts';
import { post } from './window.ts';

export interface CaseTask {
  readonly case: string;
  readonly matter: string;
  readonly parties: TicketFor['parties'];
}

interface What {
  readonly name: Bilingual;
  readonly replaces: readonly Bilingual[];
  readonly protocol: string;
}

const departmentName = (id: string): Bilingual => {
  const found = departments.find((d) => d.id === id);
  return found?.short ?? found?.name ?? { zh: id, en: id };
};

export const officerById = (id: string): Officer => {
  const officer = officers.find((o) => o.id === id);
  if (!officer) throw new Error(`no such officer: ${id}`);
  return officer;
};

/** `as`: the officer; `task`: the part of the case that is his department's. */
export const asker = async (city: LocalCity, as: Officer, task: CaseTask) => {
  const token = await city.officerToken(as.id);
  const who: Bilingual = { zh: `${departmentName(as.department).zh}${as.name}`, en: departmentName(as.department).en };
  const purpose = async (resource: string, level: TicketFor['level']) => ({
    kind: 'matter' as const,
    matter: task.matter,
    ticket: await city.ticket({ ...task, department: as.department, resources: [resource], level }),
  });

  const ask = async (
    resource: string,
    what: What,
    party: PartyRole,
    level: TicketFor['level'],
    request: unknown,
    fields: string[],
  ): Promise<{ step: ExchangeStep; answer: Answered }> => {
    const [department = ''] = resource.split('/');
    const body = { purpose: await purpose(resource, level), party: { role: party }, request, fields };
    const started = performance.now();
    const answer = await post<Answered>(`${city.url}/v1/exchange/${resource}`, token, body, `${task.case}-${resource}`);
    const step: ExchangeStep = {
      id: answer.exchange,
      who,
      department,
      departmentName: departmentName(department),
      resource,
      what: what.name,
      protocol: what.protocol,
      ms: Math.round(performance.now() - started),
      fields: answer.fields,
      notAskedFor: answer.found ? what.replaces : [],
    };
    return { step, answer };
  };

  const find = async (type: string, party: PartyRole, holder: string) => {
    const body = { purpose: await purpose(`certificates/${type}`, 'fields'), party: { role: party }, holder, type };
    return (await post<{ items: CertificateSummary[] }>(`${city.url}/v1/certificates/find`, token, body)).items;
  };

  const pull = async (
    certificate: CertificateSummary,
    what: What,
    request: Pick<PullRequest, 'holder' | 'level' | 'fields' | 'reason'> & { party: PartyRole },
  ): Promise<{ step: ExchangeStep; pulled: Pulled }> => {
    const { party, ...rest } = request;
    const resource = `certificates/${certificate.type}`;
    const body = { purpose: await purpose(resource, request.level), party: { role: party }, ...rest };
    const way = request.level === 'copy' ? 'copies' : 'pull';
    const started = performance.now();
    const url = `${city.url}/v1/certificates/${certificate.identifier}/${way}`;
    const pulled = await post<Pulled>(url, token, body, `${task.case}-${as.department}-${way}`);
    const step: ExchangeStep = {
      id: pulled.pull,
      who,
      department: 'certificates',
      departmentName: { zh: '电子证照库', en: 'Library' },
      resource,
      what: what.name,
      protocol: what.protocol,
      ms: Math.round(performance.now() - started),
      fields: pulled.fields,
      notAskedFor: what.replaces,
    };
    return { step, pulled };
  };

  return { ask, find, pull };
};
