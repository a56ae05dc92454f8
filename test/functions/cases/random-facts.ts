/** What could have travelled for a case, with the hub's receipt; now and then one that the hub never gave. */

import { offers } from '#functions/cases/prefill.ts';
import type { Case } from '#functions/cases/state.ts';
import { pinnedMatters } from '#functions/cases/template.ts';
import { receiptFor } from '#functions/kernel/receipt.ts';
import { inForce } from '#functions/matters/marks.ts';
import { leavesOf } from '#infra/local/scenarios/travel.ts';
import type { ActBody } from '#schemas/case-act.ts';
import { type Around, of, type Seeds } from './random-subjects.ts';
import { matters } from './random-templates.ts';
import { KEYS } from './world.ts';

/** A leaf that a form asks for, and the resource that has it. */
const leafOf = (found: Case, n: number): { resource: string; pointer: string } => {
  const known = offers(matters, found).flatMap(({ field: { from } }) => (from ? [from] : []));
  const from = known[n % Math.max(1, known.length)];
  const { resource, pointer } = from ?? { resource: 'public-security/identity', pointer: '/name' };
  return { resource: resource.includes('/') ? resource : `certificates/${resource}`, pointer };
};

const nested = (pointer: string, value: unknown): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduceRight<unknown>((inner, step) => (step === '*' ? [inner] : { [step]: inner }), value);

const merged = (all: readonly unknown[]): object =>
  all.reduce<Record<string, unknown>>((sum, one) => {
    for (const [name, value] of Object.entries(one as object)) {
      const before = sum[name];
      sum[name] = typeof before === 'object' && before !== null ? merged([before, value]) : value;
    }
    return sum;
  }, {});

const FORGERIES: readonly ((fact: ActBody<'add-fact'>) => ActBody<'add-fact'>)[] = [
  (fact) => ({ ...fact, answer: { name: '改' } }),
  (fact) => ({ ...fact, receipt: { ...fact.receipt, found: !fact.receipt.found } }),
  (fact) => ({ ...fact, receipt: { ...fact.receipt, case: '330784-20170925-W00000002-1' } }),
  (fact) => ({ ...fact, party: fact.party === 'wang' ? 'chen' : 'wang' }),
];

/** What a registry says where it may stop a matter: mostly nothing against it, about what the form names. */
const saidOf = (found: Case, { pick, other }: Seeds): { resource: string; answer: object | undefined } | undefined => {
  const stops = pinnedMatters(matters, found).flatMap(({ stops: all = [] }) => all);
  const stop = stops[pick % Math.max(1, stops.length)];
  if (!stop || other % 3 === 0) return undefined;
  const { resource } = stop;
  if ('found' in stop) return { resource, answer: other % 4 === 0 ? undefined : { holderName: '王' } };
  const of = stops.filter((one) => one.resource === resource);
  const forbidden = other % 4 === 0;
  const members = of.flatMap((one) =>
    'pointer' in one ? [nested(one.pointer, one === stop && forbidden ? one.is : !one.is)] : [],
  );
  const about = of.flatMap((one) =>
    one.about ? [nested(one.about.pointer, other % 11 === 0 ? '他处' : found.form[one.about.field])] : [],
  );
  return { resource, answer: merged([...members, ...about]) };
};

export const factFor = (found: Case, seeds: Seeds, around: Around, task: string): ActBody<'add-fact'> => {
  const { pick, other } = seeds;
  const { id, code, role } = of(found.parties, pick % 2) ?? { id: 'wang', code: '', role: 'applicant' };
  const leaf = leafOf(found, pick);
  const { resource, answer } = saidOf(found, seeds) ?? {
    ...{ resource: leaf.resource, answer: nested(leaf.pointer, `值${pick % 3}`) },
  };
  const answered = { subject: code, answer };
  const receipt = receiptFor(
    KEYS,
    {
      ...{ exchange: `00000000-0000-4000-8000-${String(pick % 97).padStart(12, '0')}`, case: found.id, matter: task },
      ...{ consumer: around.department, resource, resourceVersion: 1, party: role },
      ...{ fields: answer === undefined ? ['/holderName'] : leavesOf(answer), found: answer !== undefined },
      answeredAt: new Date(around.now - (pick % 60) * 86_400_000).toISOString(),
    },
    answered,
  );
  const ours: ActBody<'add-fact'> = {
    ...{ act: 'add-fact', party: id, receipt },
    ...(answer === undefined ? {} : { answer }),
  };
  const forged = FORGERIES[other % 20];
  return forged ? forged(ours) : ours;
};

/** Fields for which something is offered. */
export const offeredIn = (found: Case): string[] =>
  offers(matters, found).flatMap(({ field, offered }) => (offered ? [field.id] : []));

export const fieldsIn = (found: Case): string[] => offers(matters, found).map(({ field }) => field.id);

/** Of every form of what is in force that day, switched on or not. */
export const draftedFields = (subject: Case['subject'], day: string): string[] => {
  const single = 'matter' in subject ? inForce(matters.versions(subject.matter), day) : undefined;
  const template = 'bundle' in subject ? inForce(matters.templates(subject.bundle), day) : undefined;
  const all = template ? template.matters.map((one) => matters.pinned(one.matter, one.version)) : [single];
  return [...new Set(all.flatMap((one) => one?.forms ?? []).flatMap(({ fields }) => fields.map(({ id }) => id)))];
};
