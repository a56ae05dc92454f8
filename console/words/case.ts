/** The case that is open: how it is opened, what its ticket says, how long it holds. */
import type { Words } from '../language.ts';

export const openCase = {
  caseTitle: { zh: '当前办件', en: 'The open case' },
  noCase: { zh: '先打开一个办件', en: 'Open a case first' },
  whatIsTicket: { zh: '什么是办件凭据？', en: 'What is a case ticket?' },
  ticketMeans: {
    zh: '办件凭据由办件系统签发，写明办件、事项、经办部门和当事人，十分钟内有效。凭它只能查本办件当事人的证照；没有办件，就不能查任何人。',
    en: 'The case system signs it. It names the case, its matter, your department and the parties, and holds for ten minutes. With it you can look at those parties only; without a case, at nobody.',
  },
  paste: { zh: '粘贴办件凭据', en: 'Paste the case ticket' },
  pasteHint: { zh: '从办件系统复制，或选择凭据文件。', en: 'Copy it from the case system, or choose its file.' },
  chooseFile: { zh: '选择凭据文件', en: 'Choose a file' },
  open: { zh: '打开办件', en: 'Open the case' },
  noTicket: {
    zh: '这不是办件凭据。请从办件系统完整复制（以 eyJ 开头、中间有两个点），不要漏掉末尾。',
    en: 'This is no case ticket. Copy the whole of it from the case system: it begins with eyJ and has two dots.',
  },
  caseNumber: { zh: '办件编号', en: 'Case number' },
  matter: { zh: '事项', en: 'Matter' },
  department: { zh: '经办部门', en: 'Department' },
  parties: { zh: '当事人', en: 'Parties' },
  highest: { zh: '最高层级', en: 'Highest level' },
  left: { zh: '凭据剩余', en: 'Ticket holds' },
  ticketOver: { zh: '办件凭据已过期', en: 'The case ticket is over' },
  ticketOverText: {
    zh: '请从办件系统取一张新的凭据，粘贴后继续；已查到的内容不受影响。',
    en: 'Get a new one from the case system and paste it; what you have found stays.',
  },
  otherDepartment: {
    zh: '这张凭据是发给其他部门的，枢纽不会答复。请取本部门的凭据。',
    en: 'This ticket is for another department, and the hub will refuse it. Get your own department’s.',
  },
  noTypes: {
    zh: '这张凭据没有列出任何证照类型，不能用来查找证照。',
    en: 'This ticket names no certificate type, so no certificate can be found with it.',
  },
  change: { zh: '更换办件', en: 'Another case' },
} as const satisfies Record<string, Words>;
