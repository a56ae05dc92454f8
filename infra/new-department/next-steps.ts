/** What is left to do, printed when the files are there. */
import { MANUAL } from '#schemas/resource.ts';
import type { Names } from './names.ts';
import type { ProtocolSpec } from './protocols.ts';

export interface Made {
  readonly names: Names;
  /** Files that are new. */
  readonly files: readonly string[];
  /** Lists that have one line more. */
  readonly lists: readonly string[];
  /** The city did not have the department before. */
  readonly added: boolean;
  readonly protocol: ProtocolSpec;
}

const block = (lines: readonly string[]): string => lines.map((line) => `  ${line}\n`).join('');

export const nextSteps = ({ names: { id, zh, consumer }, files, lists, added, protocol }: Made): string => {
  const { mapping, label } = protocol;
  const steps = [
    `schemas/departments/${id}.ts: what can be asked, and what is answered; \`record\` is a sample`,
    `city/resources/${id}.ts: each leaf of the answers, its sensitivity, and the paper it replaces`,
    ...(mapping ? [`${mapping(id)}: the department's own names and codes`] : []),
    ...(label === MANUAL
      ? [`city/officers.ts: who enters and who confirms, two of ${zh} with the role entry-officer`]
      : [
          `infra/local/departments/${id}/process.ts: the same names and codes, on the department's side${files.some((path) => path.endsWith('.wsdl')) ? '; its WSDL stands beside it' : ''}`,
        ]),
    `test/functions/departments/${id}/contract.test.ts: one question for each resource`,
    ...(added ? [`city/departments.ts: the full names of ${zh}; its code and telephone are invented`] : []),
    `city/grants/${id}.ts: who may ask, for which matter, about whom, which fields; the sample lets ${consumer} ask for a standing purpose`,
  ];
  return [
    `New:\n${block(files)}One line more:\n${block(lists)}`,
    'Its contract test passes as it is:\n',
    block([`npx vitest run test/functions/departments/${id}`]),
    '\nEdit, in this order (docs/adding-a-department.md walks through it):\n',
    block(steps.map((step, i) => `${i + 1}. ${step}`)),
    '\nThen:\n',
    block([
      'npm run format && npm run openapi && npm run types',
      'npx vitest run test/infra/hub.test.ts -u    the roles of its functions and its secret, nothing else, are new in __snapshots__',
      `npx vitest run test/laws test/city-data test/infra/openapi test/functions/departments/${id}`,
      ...(label === MANUAL ? [] : ['npm start                                   the stand-in runs with the city']),
    ]),
  ].join('');
};
