import { expect, test } from 'vitest';
import { hubRefusal } from '#functions/departments/protocols/hub-refusals.ts';
import { TransientFailure } from '#functions/exchange/adapter.ts';
import type { ProblemError } from '#functions/kernel/problem.ts';

const told = (status: number, body?: unknown, retryAfter?: string): string => {
  const error = hubRefusal({ status, body, retryAfter });
  if (error instanceof TransientFailure) return `transient ${error.cause}`;
  const { code, extra } = error as ProblemError;
  return [code, extra.cause, extra.retryAfter].filter((part) => part !== undefined).join(' ');
};

test.each([
  ['a quota that is used up', 429, {}, '3600', 'too-many-requests hub-quota 3600'],
  ['one without a time, or with a date', 429, undefined, 'Fri, 31 Dec 1999', 'too-many-requests hub-quota 1'],
  ['one that would never end', 429, undefined, '999999', 'too-many-requests hub-quota 86400'],
  [
    'a denial',
    403,
    { code: 'exchange-denied', denial: { rule: 'grant-revoked' } },
    undefined,
    'department-refused hub-denied:grant-revoked',
  ],
  [
    'a rule that nobody knows',
    403,
    { code: 'x', denial: { rule: 'planted-330784' } },
    undefined,
    'department-refused hub-denied:unsaid',
  ],
  [
    'a rule of the prototype',
    403,
    { code: 'x', denial: { rule: 'constructor' } },
    undefined,
    'department-refused hub-denied:unsaid',
  ],
  [
    'a circle',
    403,
    { code: 'exchange-denied', denial: { rule: 'question-loops' } },
    undefined,
    'department-refused hub-denied:question-loops',
  ],
  ['a resource that is not there', 404, { code: 'not-found' }, undefined, 'department-refused hub-unknown'],
  [
    'a department behind it that is down',
    502,
    { code: 'department-error' },
    undefined,
    'department-unavailable hub-behind:department-error 1',
  ],
  [
    'one that took too long',
    504,
    { code: 'department-timeout' },
    undefined,
    'department-unavailable hub-behind:department-timeout 1',
  ],
  [
    'its open breaker',
    503,
    { code: 'department-unavailable' },
    '5',
    'department-unavailable hub-behind:department-unavailable 5',
  ],
  [
    'nonsense from behind it',
    502,
    { code: 'department-wrong-subject' },
    undefined,
    'department-wrong-subject hub-behind',
  ],
  ['a hub that is not ready', 503, { code: 'hub-not-ready' }, '1', 'transient hub-not-ready'],
  ['a gateway that found all instances busy', 503, { message: 'Service Unavailable' }, undefined, 'transient http-503'],
  ['its own trouble', 500, { code: 'internal' }, undefined, 'department-error http-500'],
  [
    'what it does not understand of us',
    400,
    { code: 'invalid-request' },
    undefined,
    'department-answer-invalid http-400',
  ],
  ['a redirect', 307, undefined, undefined, 'department-answer-invalid http-307'],
  ['a body without form', 502, ['x'], undefined, 'department-error http-502'],
  ['a code of the prototype', 502, { code: 'toString' }, undefined, 'department-error http-502'],
])('%s', (_what, status, body, retryAfter, expected) => {
  expect(told(status, body, retryAfter)).toBe(expected);
});
