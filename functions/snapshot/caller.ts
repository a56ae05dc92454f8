/** Who is calling: the token proves client, subject and scopes; department, post and roles come from the registry. */
import { type ProblemError, problem } from '#functions/kernel/problem.ts';
import type { Caller } from '#functions/kernel/request.ts';
import { ROLE_SCOPES, type Scope } from '#schemas/access.ts';
import type { Client, Department, Officer } from '#schemas/department.ts';
import type { IndexedSnapshot } from './index-snapshot.ts';

export interface Party {
  readonly client: Client;
  readonly officer?: Officer;
  /** The officer's department, or the department system's. */
  readonly department: Department;
  /** What the token AND the registry allow. */
  readonly scopes: readonly Scope[];
}

/** Why a caller is refused: rule to what is needed. */
export const CALLER_RULES = {
  'client-unknown': '系统须在枢纽登记 The system must be registered with the hub',
  'client-suspended': '系统登记已暂停 The system is suspended',
  'department-suspended': '部门已暂停 The department is suspended',
  'officer-unknown': '人员须在枢纽登记 The officer must be registered with the hub',
  'officer-suspended': '人员登记已暂停 The officer is suspended',
  'scope-not-held': '登记的权限或角色不含此项操作 The registered scopes or roles do not cover this',
} as const;
export type CallerRule = keyof typeof CALLER_RULES;

/** The party, or the rule that refuses the caller. Never depends on anything but token and registry. */
export const party = (
  snapshot: IndexedSnapshot,
  caller: Caller,
  scope?: Scope,
): Party | { readonly rule: CallerRule } => {
  const client = snapshot.client(caller.clientId);
  if (!client) return { rule: 'client-unknown' };
  if (client.suspended) return { rule: 'client-suspended' };
  const isSystem = client.keys !== undefined;
  const officer = isSystem ? undefined : snapshot.officer(caller.subject);
  // A system speaks for itself only, the officers' console for an officer only.
  if (isSystem ? caller.subject !== client.id : !officer) return { rule: 'officer-unknown' };
  if (officer?.suspended) return { rule: 'officer-suspended' };
  const department = snapshot.department(officer?.department ?? client.department);
  if (!department) return { rule: officer ? 'officer-unknown' : 'client-unknown' };
  if (department.suspended) return { rule: 'department-suspended' };
  const roles = new Set(officer?.roles.flatMap((role) => ROLE_SCOPES[role]));
  const scopes = caller.scopes.filter((s) => client.scopes.includes(s) && (!officer || roles.has(s)));
  if (scope && !scopes.includes(scope)) return { rule: 'scope-not-held' };
  return { client, ...(officer ? { officer } : {}), department, scopes };
};

/** Office and phone of whom to ask about a refusal by the registry: the data authority 主管部门. */
export const askWhom = (snapshot: IndexedSnapshot): string => {
  const authority = snapshot.raw.departments.find((department) => department.dataAuthority);
  return authority ? `${authority.contact.office} ${authority.contact.phone}` : '主管部门 data authority';
};

/** Officer, or department system, as it is written into suspensions. */
export const nameOf = ({ officer, client }: Party): string => officer?.id ?? client.id;

/** Who a cursor is bound to. */
export const readerOf = ({ clientId, subject }: Caller): string => `${clientId} ${subject}`;

/** forbidden (403), explained: the rule, what is needed, and whom to ask; the data authority unless said. */
export const forbidden = (
  snapshot: IndexedSnapshot,
  rule: string,
  need: string,
  ask: string = askWhom(snapshot),
): ProblemError => problem('forbidden', { cause: rule, denial: { rule, need, ask } });

/** For API rooms. Throws forbidden, explained by rule. */
export const identify = (snapshot: IndexedSnapshot, caller: Caller, scope?: Scope): Party => {
  const found = party(snapshot, caller, scope);
  if (!('rule' in found)) return found;
  throw forbidden(snapshot, found.rule, CALLER_RULES[found.rule]);
};
