/** 不予受理、不予登记情形: what a registry says of a party, and forbids the matter; with its source and its day, and whom to turn to. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { instant } from '#functions/kernel/instant.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { bodyOn } from '#functions/matters/marks.ts';
import { APPLYING } from '#schemas/case.ts';
import type { StopView } from '#schemas/case-stop.ts';
import type { PartyRole } from '#schemas/grant.ts';
import { isForeign } from '#schemas/identifier.ts';
import type { Stop } from '#schemas/matter.ts';
import { memberAt } from './prefill.ts';
import type { Case, Fact } from './state.ts';
import { fallingWith } from './tasks.ts';
import { pinnedMatters } from './template.ts';

const APPEAL = {
  zh: '对登记信息有异议的，由窗口向信息所有者提出疑义（POST /v1/doubts），更正后重新查询即可办理；对决定不服的，依决定书所载救济途径',
  en: 'a doubt goes to the owner of the data (POST /v1/doubts), and once it is corrected the question is asked anew; remedies against the refusal stand in its slip',
};

interface Asked {
  readonly matter: string;
  readonly stop: Stop;
  readonly party: string;
}

const applies = ({ from = '', until = '9999' }: Stop, { pins }: Case): boolean =>
  pins !== undefined && from <= pins.filedOn && pins.filedOn <= until;

const materialOf = (matter: string, { unless }: Stop): string | undefined => unless && `${matter}/${unless.material}`;

/** 例外: what lifts it lies there. */
const isLifted = ({ handedIn }: Case, { matter, stop }: Omit<Asked, 'party'>): boolean => {
  const key = materialOf(matter, stop);
  return key !== undefined && handedIn[key] !== undefined;
};

/** 已登簿: what was asked of it no longer concerns it, and the register says of the seller what the entry made of him. */
const isEntered = ({ tasks }: Case, matter: string): boolean =>
  tasks.some((task) => task.matter === matter && task.state === 'approved');

/** What must not be so, of each matter that is not entered yet, by the day of filing. */
const inQuestion = (matters: IndexedMatters, found: Case): Omit<Asked, 'party'>[] =>
  pinnedMatters(matters, found)
    .filter(({ id }) => !isEntered(found, id))
    .flatMap(({ id: matter, stops = [] }) => stops.map((stop) => ({ matter, stop })))
    .filter((one) => applies(one.stop, found) && !isLifted(found, one));

const rolesOf = ({ of }: Stop): readonly PartyRole[] => of ?? APPLYING;

const partiesOf = ({ parties }: Case, stop: Stop) => parties.filter(({ role }) => rolesOf(stop).includes(role));

/** Each party of whom a registry may say it and each thing that must not be so. */
const questions = (matters: IndexedMatters, found: Case): Asked[] =>
  inQuestion(matters, found).flatMap((one) => partiesOf(found, one.stop).map(({ id: party }) => ({ ...one, party })));

/** A foreign document is looked for in no registry here: he hands in his own proof. */
const isLookedUp = ({ parties }: Case, { party }: Asked): boolean =>
  parties.some(({ id, code }) => id === party && !isForeign(code));

const isAbout = ({ form }: Case, { about }: Stop, fact: Fact): boolean =>
  !about || !fact.found || memberAt(about.pointer, fact.answer) === form[about.field];

/** The newest answer that says it. Where there is no record nothing stands against it; an answer without that member leaves the one before. */
const answerTo = (found: Case, { stop, party }: Asked): Fact | undefined => {
  const told = found.facts
    .filter((one) => one.resource === stop.resource && one.party === party && isAbout(found, stop, one))
    .toSorted((a, b) => b.answeredAt - a.answeredAt);
  const [newest] = told;
  if (!('pointer' in stop) || !newest?.found) return newest;
  return told.find((one) => one.found && memberAt(stop.pointer, one.answer) !== undefined);
};

const forbids = (stop: Stop, { found, answer }: Fact): boolean =>
  'pointer' in stop ? found && memberAt(stop.pointer, answer) === stop.is : !found;

/** As the body was called that day. */
const sourceOf = ({ body }: IndexedMatters, resource: string, day: string): StopView['source'] => {
  const asked = body(resource.split('/')[0] ?? '');
  return (asked && bodyOn(asked, day)?.name) ?? { zh: resource, en: resource };
};

interface Standing extends Asked {
  readonly fact: Fact;
}

/** What the newest answer of each forbids; one that was corrected and asked anew forbids no more. */
const standing = (matters: IndexedMatters, found: Case): Standing[] =>
  questions(matters, found).flatMap((asked) => {
    const fact = answerTo(found, asked);
    return fact && forbids(asked.stop, fact) ? { ...asked, fact } : [];
  });

const stopView = (matters: IndexedMatters, found: Case, { matter, stop, party, fact }: Standing): StopView => {
  const { resource, why, basis, unless } = stop;
  const day = beijingDate(fact.answeredAt);
  const source = sourceOf(matters, resource, day);
  const said = `${source.zh}（${resource}）${day}登记信息`;
  const material = materialOf(matter, stop);
  return {
    ...{ matter, tasks: fallingWith(found, matter), party, resource, exchange: fact.exchange },
    ...{ at: instant(fact.answeredAt), source, why, basis, appeal: APPEAL },
    reason: `${why.zh} ${why.en}（来源：${said}）。${APPEAL.zh}`,
    ...(unless && material !== undefined ? { unless: { material, name: unless.name } } : {}),
  };
};

export const stopsOf = (matters: IndexedMatters, found: Case): StopView[] =>
  standing(matters, found).map((one) => stopView(matters, found, one));

const ofTask = (matters: IndexedMatters, found: Case, task: string): Standing[] =>
  standing(matters, found).filter(({ matter }) => fallingWith(found, matter).includes(task));

/** 拟具理由: the register's own words, where it forbids the task. */
export const offeredReason = (
  matters: IndexedMatters,
  found: Case,
  task: string,
): { reason: string; basis: string } | undefined => {
  const views = ofTask(matters, found, task).map((one) => stopView(matters, found, one));
  if (views.length === 0) return undefined;
  const bases = [...new Set(views.map(({ basis }) => basis))].join('；');
  return {
    reason: views
      .map(({ reason }) => reason)
      .join('\n')
      .slice(0, 2000),
    basis: bases.slice(0, 300),
  };
};

const isSettled = (found: Case, { stop, party }: Asked): boolean =>
  found.failures.some(
    ({ resource, party: about, outcome }) =>
      resource === stop.resource && about === party && outcome !== undefined && outcome !== 'came',
  );

/** Before acceptance, or before the approval of a task. */
const isDue = ({ matter, stop }: Omit<Asked, 'party'>, task: string | undefined): boolean =>
  task === undefined ? stop.before !== 'decision' : matter === task;

/** Of whom it cannot be asked, since nobody stands in the case as that. */
const absent = (matters: IndexedMatters, found: Case, task: string | undefined): string[] =>
  inQuestion(matters, found)
    .filter((one) => one.stop.needed && isDue(one, task) && partiesOf(found, one.stop).length === 0)
    .map(({ stop }) => `/parties/${rolesOf(stop)[0]}/${stop.resource}`);

/** Of whom it was not asked, and nothing took the place of the answer: before acceptance, or before the approval of a task. */
export const unasked = (
  matters: IndexedMatters,
  found: Case,
  task?: string,
): { field: string; rule: 'not-asked' }[] => {
  const open = questions(matters, found).filter(
    (asked) => isDue(asked, task) && isLookedUp(found, asked) && !answerTo(found, asked) && !isSettled(found, asked),
  );
  const fields = open.map(({ stop, party }) => `/parties/${party}/${stop.resource}`);
  return [...new Set([...absent(matters, found, task), ...fields])].map((field) => ({ field, rule: 'not-asked' }));
};

/** Throws conflict: which source said it and when; what it said stands in the case. */
const refuse = (stops: readonly Standing[]): void => {
  if (stops.length === 0) return;
  const said = stops.map(({ stop, fact }) => `${stop.resource}, ${beijingDate(fact.answeredAt)}`);
  const fields = stops.map(({ party, stop }) => `/parties/${party}/${stop.resource}`);
  throw problem('conflict', {
    detail: `登记信息不符合办理条件 a registry forbids it: ${[...new Set(said)].join('; ')}`,
    cause: 'stopped-by-registry',
    errors: [...new Set(fields)].map((field) => ({ field, rule: 'stopped' })),
  });
};

/** Of what must be asked before acceptance; what is asked for the decision stops that alone. */
export const assertMayAccept = (matters: IndexedMatters, found: Case): void =>
  refuse(standing(matters, found).filter(({ stop }) => stop.before !== 'decision'));

/** Of any task that stands and falls with a matter that is forbidden. */
export const assertNotStopped = (matters: IndexedMatters, found: Case, task: string): void =>
  refuse(ofTask(matters, found, task));

/** Throws unprocessable, naming of whom it must be asked first. */
export const assertAsked = (matters: IndexedMatters, found: Case, task: string): void => {
  const errors = unasked(matters, found, task);
  if (errors.length > 0)
    throw problem('unprocessable', { detail: '尚未查询登记信息 the registry was not asked yet', errors });
};
