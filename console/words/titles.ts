/** Names of the pages, and what each is for. */
import type { Words } from '../language.ts';

export const titles = {
  home: { zh: '首页', en: 'Home' },
  certificates: { zh: '查找与调用', en: 'Find and pull' },
  shown: { zh: '扫码用证', en: 'Shown codes' },
  verify: { zh: '核验', en: 'Verify' },
  operations: { zh: '证照状态办理', en: 'Hold, release, revoke' },
  uses: { zh: '数据使用查询', en: 'Who used my data' },
} as const satisfies Record<string, Words>;

export const purposes = {
  certificates: {
    zh: '凭办件凭据查找当事人的电子证照，按最低够用的层级调用，不再收复印件。',
    en: 'Find a party’s certificates by the case ticket and pull no more than the case needs. No photocopies.',
  },
  shown: {
    zh: '持证人当面亮证，扫他的出示码，只读取所选内容；不需要办件凭据，也不留复印件。',
    en: 'The holder shows a code on his phone; scan it and read only what you chose. No case ticket, no photocopy.',
  },
  verify: {
    zh: '拖入文件、扫描二维码、输入标识或核对要素：签名、状态、有效期与版本，逐项说明。',
    en: 'Drop a file, scan a QR code, type an identifier or compare elements: signature, state, dates and version, one by one.',
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
