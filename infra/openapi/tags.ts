/** The rooms of the interface as the page names them. */
export const TAGS: Readonly<Record<string, string>> = {
  exchange: '数据交换 Ask a department',
  ferry: '摆渡 The courier of a department that accepts no connection',
  agents: '代理 The agent of a department that accepts no connection',
  exchanges: '交换记录 The record',
  uses: '使用记录 Who looked at somebody’s data',
  batches: '批量查询 One resource, many rows in one job',
  notices: '告知 Notices to third parties',
  resources: '资源目录 What can be asked',
  grants: '共享授权 Who may ask what',
  'certificate-types': '证照类型 Certificate types',
  certificates: '电子证照 The certificate library',
  departments: '部门 Departments',
  clients: '业务系统 Department systems',
  officers: '人员 Officers',
  'ticket-issuers': '办件凭据签发者 Issuers of case tickets',
  public: '公开 Open to everybody',
};
