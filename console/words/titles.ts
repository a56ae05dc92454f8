/** Names of the pages, and what each is for. */
import type { Words } from '../language.ts';

export const titles = {
  home: { zh: '首页', en: 'Home' },
  certificates: { zh: '查找与调用', en: 'Find and pull' },
  verify: { zh: '核验', en: 'Verify' },
  operations: { zh: '证照状态办理', en: 'Hold, release, revoke' },
  uses: { zh: '数据使用查询', en: 'Who used my data' },
} as const satisfies Record<string, Words>;

export const purposes = {
  certificates: {
    zh: '凭办件凭据查找当事人的电子证照，按最低够用的层级调用，不再收复印件。',
    en: 'Find a party’s certificates by the case ticket and pull no more than the case needs. No photocopies.',
  },
  verify: {
    zh: '拖入文件、扫描二维码或输入标识，逐项核对签名、状态、有效期与版本。',
    en: 'Drop a file, scan a QR code or type an identifier: signature, state, dates and version, one by one.',
  },
  operations: {
    zh: '发证机关对本机关证照办理暂扣、解除暂扣、撤销、吊销和注销，须写明理由。',
    en: 'The issuing authority holds, releases or revokes its own certificates, always with a reason.',
  },
  uses: {
    zh: '受理群众查询：谁、为哪个事项、看过他的哪些数据。查询本身也会记录。',
    en: 'For a citizen who asks: who looked at which of his data, for which matter. The query is recorded too.',
  },
} as const satisfies Record<string, Words>;
