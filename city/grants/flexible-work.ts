/** 灵活就业参保 without a form: what the hall may ask to fill it in. The purpose is the enrolment; what somebody earned is not needed for it. */
import type { Grant } from '#schemas/grant.ts';
import { grant, matter, own } from './declare.ts';

const ENROLMENT = [
  matter('flexible-work-insurance', '社会保险法第十条、第五十八条；国务院关于在线政务服务的若干规定第七条'),
];
const parties = [own('applicant')];

export const flexibleWorkGrants: readonly Grant[] = [
  grant('one-window-insurance-history', 'one-window', 'human-resources/insurance-history', {
    purposes: ENROLMENT,
    parties,
    fields: ['/number', '/since', '/paidUntil', '/months', '/place', '/employer', '/employerCode', '/leftOn'],
  }),
  grant('one-window-insurance-identity', 'one-window', 'public-security/identity', {
    purposes: ENROLMENT,
    parties,
    fields: ['/holder', '/name', '/validUntil'],
  }),
  grant('one-window-insurance-marriage', 'one-window', 'civil-affairs/marriage', {
    purposes: ENROLMENT,
    parties,
    fields: ['/state'],
  }),
];
