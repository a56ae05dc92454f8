/** Who may ask the police for somebody's own page of the household register 户口登记. */
import type { Grant } from '#schemas/grant.ts';
import { grant, matter, own } from './declare.ts';

const HOUSEHOLD = 'public-security/household';
/** Whether the page is there, and in this city: no more is needed of a child that is enrolled. */
const INSURED = {
  role: 'child',
  ground: '新生儿本人为参保、申领对象，由父母代为申请 the child is who is insured; its parents apply for it',
  level: 'predicate',
} as const;
const HOUSEHOLD_TAX = '契税法第十条至第十三条；财税〔2016〕23号第一条；政务数据共享条例';
const PAGE = ['/name', '/relation', '/local', '/registeredOn'];

export const householdGrants: readonly Grant[] = [
  // 家庭住房套数: whose homes count beside the buyer's own; who else lives with him does not.
  grant('taxation-household', 'taxation', HOUSEHOLD, {
    purposes: [matter('existing-house-tax', HOUSEHOLD_TAX), matter('new-house-tax', HOUSEHOLD_TAX)],
    parties: [own('buyer')],
    fields: ['/relation', '/minors/*'],
  }),
  // The fund of health insurance has not joined: the hall asks, and writes down what it decides.
  grant('one-window-insurance-household', 'one-window', HOUSEHOLD, {
    purposes: [matter('resident-insurance', '社会保险法第二十五条；政务数据共享条例')],
    parties: [own('applicant'), INSURED],
    fields: PAGE,
  }),
  // 新生儿出生: once there is a page, insurance and card go on.
  grant('one-window-entry-household', 'one-window', HOUSEHOLD, {
    purposes: [matter('birth-registration', '户口登记条例第七条；国发〔2024〕3号；政务数据共享条例')],
    parties: [INSURED],
    fields: ['/local'],
  }),
  grant('human-resources-card-household', 'human-resources', HOUSEHOLD, {
    purposes: [matter('social-security-card', '社会保险法第五十八条；政务数据共享条例')],
    parties: [own('applicant'), INSURED],
    fields: PAGE,
  }),
  grant('civil-affairs-allowance-household', 'civil-affairs', HOUSEHOLD, {
    purposes: [matter('living-allowance', '社会救助暂行办法第九条、第十一条；政务数据共享条例')],
    parties: [own('applicant')],
    fields: ['/number', '/relation', '/local', '/minors/*'],
  }),
];
