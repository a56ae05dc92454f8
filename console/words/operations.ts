/** What an issuing department may do with a certificate that is there: from which states, what it means, what follows. */
import type { CertificateState } from '#schemas/certificate.ts';
import type { CertificateOperationLine, OperationName } from '#schemas/certificate-operation.ts';
import type { Words } from '../language.ts';

export interface OperationWords {
  readonly name: Words;
  readonly says: Words;
  /** States in which it can be done; the hub decides. */
  readonly from: readonly CertificateState[];
  /** The certificate does not come back. */
  readonly final: boolean;
}

const LIVE = ['01', '02'] as const;
const operation = (
  zh: string,
  en: string,
  saysZh: string,
  saysEn: string,
  from: readonly CertificateState[],
  final = false,
): OperationWords => ({ name: { zh, en }, says: { zh: saysZh, en: saysEn }, from, final });

/** Those that are done often stand first. */
export const operations: Readonly<Record<OperationName, OperationWords>> = {
  hold: operation('暂扣', 'Hold', '暂时不能使用，可以解除。', 'It cannot be used for now; it can be released.', ['01']),
  release: operation('解除暂扣', 'Release', '恢复使用。', 'It can be used again.', ['02']),
  'revoke-as-penalty': operation(
    '吊销',
    'Revoke as a penalty',
    '行政处罚，不可恢复。',
    'A penalty; it does not come back.',
    LIVE,
    true,
  ),
  annul: operation(
    '撤销',
    'Annul',
    '许可不应当作出，不可恢复。',
    'It should not have been granted; it does not come back.',
    LIVE,
    true,
  ),
  cancel: operation(
    '注销',
    'Cancel',
    '持证主体终止或申请注销，不可恢复。',
    'The holder has ended, or asks for it; it does not come back.',
    LIVE,
    true,
  ),
  lapse: operation(
    '失效',
    'Lapse',
    '因期限届满或条件消失而失效，不可恢复。',
    'Its time or ground is over; it does not come back.',
    LIVE,
    true,
  ),
  'transfer-out': operation('办理转出', 'Transfer out', '转由其他机关管理。', 'Another authority takes it over.', LIVE),
  'undo-transfer-out': operation(
    '撤销转出',
    'Undo the transfer',
    '转出未成，恢复使用。',
    'The transfer failed; it can be used again.',
    ['06'],
  ),
  other: operation('其他', 'Other', '须写明状态。', 'Say what the state is.', LIVE, true),
};

/** What only history holds: how a certificate began, or made way for a new version. */
export const beginnings: Readonly<Record<Exclude<CertificateOperationLine['operation'], OperationName>, Words>> = {
  new: { zh: '签发', en: 'Issued' },
  extend: { zh: '延续', en: 'Extended' },
  change: { zh: '变更', en: 'Changed' },
  'transfer-in': { zh: '转入', en: 'Transferred in' },
};

export const acting = {
  lookTitle: { zh: '找到证照', en: 'Find the certificate' },
  identifier: { zh: '证照标识', en: 'Certificate identifier' },
  hint: { zh: '粘贴标识，或选择带二维码的图片。', en: 'Paste the identifier, or choose a picture with its QR code.' },
  look: { zh: '查看', en: 'Look' },
  picture: { zh: '选择二维码图片', en: 'Choose a picture' },
  wrong: {
    zh: '这不是证照标识，请核对是否完整。',
    en: 'This is no certificate identifier: please check that it is complete.',
  },
  waiting: { zh: '还没有选定证照', en: 'No certificate chosen' },
  waitingText: {
    zh: '输入证照标识后，这里会显示它的状态、历史，以及可以办理的操作。',
    en: 'Enter an identifier: its state, its history, and what can be done appear here.',
  },
  notIssuer: { zh: '不是本机关颁发的证照', en: 'Another authority issued it' },
  notIssuerText: {
    zh: '只有颁发机构可以变更状态。需要办理的，请联系',
    en: 'Only its issuing authority changes its state. If something must be done, ask',
  },
  ended: { zh: '此证照已终止，不能再变更。', en: 'This certificate has ended; nothing more can be done with it.' },
  what: { zh: '办理什么', en: 'What is done' },
  reason: { zh: '原因', en: 'Reason' },
  reasonHint: {
    zh: '会记入证照历史，仅颁发部门与主管部门可见。不要写入身份证号、电话。',
    en: 'Kept in the history, for the issuer and the data authority only. No personal numbers, please.',
  },
  legalBasis: { zh: '法律依据（可不填）', en: 'Law and article (optional)' },
  text: { zh: '状态说明', en: 'What the state is' },
  missing: { zh: '请写明原因（至少两个字）。', en: 'Please give the reason, two characters at least.' },
  missingText: { zh: '请写明状态。', en: 'Please say what the state is.' },
  go: { zh: '办理', en: 'Go on' },
  confirmTitle: { zh: '确认办理', en: 'Please confirm' },
  confirmFinal: {
    zh: '办理后不可恢复。使用过此证照的在办案件会收到通知。',
    en: 'This cannot be undone. Every open case that used the certificate is told.',
  },
  confirm: {
    zh: '使用过此证照的在办案件会收到通知。',
    en: 'Every open case that used the certificate is told.',
  },
  yes: { zh: '确认', en: 'Confirm' },
  no: { zh: '返回', en: 'Back' },
  done: { zh: '已办理', en: 'Done' },
  record: { zh: '记录编号', en: 'Record' },
  history: { zh: '状态历史', en: 'History' },
  when: { zh: '时间', en: 'When' },
  operation: { zh: '操作', en: 'Operation' },
  to: { zh: '变更后', en: 'Then' },
  by: { zh: '办理机关', en: 'By' },
  why: { zh: '原因', en: 'Reason' },
  unseen: { zh: '仅颁发部门可见', en: 'for its issuer only' },
} as const satisfies Record<string, Words>;
