/** Who may do what: scopes of the token, roles of officers. A scope in the token is necessary, the role or client entry in the registry decides. */
import * as z from 'zod';

export const Scope = z.enum([
  'exchange', // 交换: ask departments
  'catalogue', // 目录: read resources and grants
  'catalogue.manage', // publish resources, decide grants
  'certificates', // 证照: find, pull, verify
  'holder', // 亮证: speak for a holder who has signed in there
  'certificates.issue', // 制证: issue
  'credentials.issue', // 凭证: issue verifiable credentials in the shape of the W3C's VC API, and change their status
  'registry', // 登记: read departments, clients, officers
  'registry.manage', // change them, suspend them
  'supervision', // 监督: read the record
  'ferry', // 摆渡: carry parcels for a department that cannot be called
  'agent', // 代理: answer for such a department, as the program beside it
  'entry', // 录入: answer for a department by hand
  'cases', // 办件: open, work on and read cases
  'reports', // 报送: push reports of a registered intermediary
  'uses', // 数据使用查询: list who looked at somebody's data, for him
]);
export type Scope = z.infer<typeof Scope>;

export const Role = z.enum([
  'window-officer', // 窗口人员
  'hall-supervisor', // 大厅主管: gives the reason for what an officer may not do alone
  'approval-officer', // 审批人员
  'certificate-issuer', // 制证人员
  'catalogue-manager', // 目录管理员
  'registry-manager', // 登记管理员, at the data authority
  'supervisor', // 监督人员
  'entry-officer', // 录入人员, at a department that is answered for by hand
  'intermediary-officer', // 中介机构人员, at the service point of a registered intermediary
  'citizen-service-officer', // 公民数据查询受理人员: asks for a citizen or a firm who looked at its data
]);
export type Role = z.infer<typeof Role>;

/** The scopes that each role carries. */
export const ROLE_SCOPES: Readonly<Record<Role, readonly Scope[]>> = {
  'window-officer': ['exchange', 'catalogue', 'certificates', 'cases'],
  'hall-supervisor': ['catalogue', 'cases'],
  'approval-officer': ['exchange', 'catalogue', 'certificates', 'cases'],
  'certificate-issuer': ['catalogue', 'certificates', 'certificates.issue'],
  'catalogue-manager': ['catalogue', 'catalogue.manage'],
  'registry-manager': ['registry', 'registry.manage', 'catalogue', 'catalogue.manage'],
  'entry-officer': ['entry', 'catalogue'],
  supervisor: ['supervision', 'catalogue', 'registry', 'uses'],
  'intermediary-officer': ['reports'],
  'citizen-service-officer': ['uses', 'catalogue'],
};
