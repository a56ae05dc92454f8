/** 出生登记 written into a household system behind SOAP, by the hub's own client of such systems; what it cannot hold is refused before anything is sent. */
import { code, named, serial as serialOf } from '#functions/departments/protocols/normalise.ts';
import { type Dialect, signedSoap } from '#functions/departments/protocols/signed-soap.ts';
import { soapSettings } from '#functions/departments/protocols/soap-settings.ts';
import { refuseUnwritable } from '#functions/departments/protocols/soap-text.ts';
import { cell, only } from '#functions/departments/protocols/xml.ts';
import { ProblemError, problem } from '#functions/kernel/problem.ts';
import { HOUSEHOLD } from './a03-newborn.ts';
import { failed } from './pulled.ts';
import { type AskingStage, taken } from './stage.ts';

const DIALECT: Dialect<'entry'> = {
  ports: {
    entry: {
      ...{ path: '/HkService', namespace: 'http://ws.household.invalid', style: 'document' },
      ...{ argument: 'bw', result: 'return' },
    },
  },
  root: 'hkML',
  head: ['dyf', 'lsh', 'sj', 'qm'],
  code: { name: 'fhm', done: '0000', nothing: '1001' },
  refusals: { '2001': 'signature', '2002': 'time' },
};
const DEADLINE_MS = 5_000;

export interface NewPage {
  readonly code: string;
  readonly name: string;
}

/** `secret`: the department's, as it stands when the entry is made. Throws unprocessable for a character that the system lacks. */
export const enter = async (secret: string, page: NewPage, serial: string): Promise<NewPage & { number: string }> => {
  const settings = soapSettings('entry')(secret);
  refuseUnwritable(page, settings.services.entry);
  const speak = signedSoap(
    async () => settings,
    DIALECT,
    () => Date.now(),
  );
  const context = { signal: AbortSignal.timeout(DEADLINE_MS), deadline: performance.now() + DEADLINE_MS };
  const csxx = { gmsfhm: page.code, xm: page.name };
  const body = await speak('entry', 'csdj', serial, { csxx }, context);
  if (!body) throw problem('department-answer-invalid', { cause: 'nothing-of-a-change' });
  const facts = only(body, 'hkxx');
  return { code: code(cell(facts, 'gmsfhm')), name: named(cell(facts, 'xm')), number: serialOf(cell(facts, 'hh')) };
};

/** What the parents declared goes to the police; where their system cannot write it, the case waits with the rule as the reason. */
export const declared = async (stage: AskingStage, id: string, secret: string): Promise<boolean> => {
  const child = (await stage.get(id)).parties.find((one) => one.id === 'child');
  if (!child) throw new Error('the case has no child');
  try {
    await enter(secret, { code: child.code, name: child.name }, `${id}-entry`);
    return true;
  } catch (error) {
    const rule = error instanceof ProblemError ? error.extra.errors?.[0]?.rule : undefined;
    if (!(error instanceof ProblemError) || error.code !== 'unprocessable' || rule === undefined) throw error;
    const question = { matter: 'birth-registration', resource: HOUSEHOLD, party: 'child' };
    await taken(failed(stage, id, question, { cause: 'unprocessable', rule }));
    return false;
  }
};
