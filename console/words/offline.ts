/** What a check without the hub says, and what it cannot know. Read by officers and by everybody. */
import type { Words } from '../language.ts';

export const offlineVerdicts = {
  opened: {
    title: { zh: '内容真实，现状未知', en: 'Genuine; whether it holds now is not known' },
    text: {
      zh: '码中内容由证照库签发、未被改动。现在是否有效，离线无法得知。',
      en: 'The library signed what the code says, and it is unaltered. An offline check cannot know whether it is valid now.',
    },
  },
  ended: {
    title: { zh: '内容真实，但不在有效期内', en: 'Genuine, but outside its dates' },
    text: {
      zh: '码中内容由证照库签发，但按本机日期，它不在有效期内。',
      en: 'The library signed it, but by the date of this device it is not within its dates.',
    },
  },
  wrong: {
    title: { zh: '不是证照库签发的码', en: 'Not a code of the library' },
    text: {
      zh: '签名不符：可能是伪造的、被改动的，或没有扫清。请要求出示原始电子文件，或联系发证机关。',
      en: 'Its signature is not right: forged, altered, or badly scanned. Ask for the original file, or ask the issuing authority.',
    },
  },
} as const satisfies Record<string, { readonly title: Words; readonly text: Words }>;

export const offlineWords = {
  signed: { zh: '证照库的签名与内容相符，未被改动', en: 'The library’s signature fits; nothing was altered' },
  unsigned: { zh: '没有证照库的签名，或签名与内容不符', en: 'No signature of the library, or it does not fit' },
  good: { zh: '签名时密钥有效', en: 'The key was good when it signed' },
  before: { zh: '签名时间早于密钥启用', en: 'Signed before the key was in use' },
  retired: { zh: '签名时密钥已停用', en: 'Signed after the key was retired' },
  compromised: { zh: '签名时密钥已失密', en: 'Signed when the key was no longer safe' },
  within: { zh: '按本机日期，在有效期内', en: 'Within its dates, by the date of this device' },
  over: { zh: '按本机日期，已过有效期', en: 'Its dates are over, by the date of this device' },
  early: { zh: '按本机日期，尚未生效', en: 'Not in force yet, by the date of this device' },
  none: { zh: '码中没有写明期限', en: 'The code names no end' },
  state: {
    zh: '可能已被暂扣、吊销、撤销或注销，码里看不出来',
    en: 'It may have been held, revoked, annulled or cancelled since: no code can show that',
  },
  version: { zh: '可能已换发新版，码里看不出来', en: 'A newer version may have been issued: no code can show that' },
  says: { zh: '码中写明的内容', en: 'What the code says' },
  compare: {
    zh: '二维码可以被复制到别的纸上：请与证照上印的逐项核对。过长的文字在码中以“…”略去。',
    en: 'A code can be copied onto another paper: compare each line with what is printed. Long texts end in “…”.',
  },
  type: { zh: '证照类型', en: 'Type' },
  by: { zh: '签发机关', en: 'Issued by' },
  sealedAt: { zh: '签发时间', en: 'Sealed at' },
  online: { zh: '联网核实现状', en: 'Ask whether it holds now' },
  onlineHint: {
    zh: '只发送证照标识，不发送码中的个人信息。',
    en: 'Only the identifier is sent, nothing personal of the code.',
  },
  here: {
    zh: '本结果由本机用证照库公钥得出，码中内容没有离开本机。',
    en: 'Found on this device with the library’s public key; nothing of the code has left it.',
  },
  noKeys: {
    zh: '本机还没有证照库的公钥，无法离线核验。请联网打开本页一次后再试。',
    en: 'This device has no public key of the library yet. Open this page once with a network, then try again.',
  },
} as const satisfies Record<string, Words>;

/** Names of what codes say, by pointer; one that is not here is shown by its own. */
export const fieldWords: Readonly<Record<string, Words>> = {
  '/number': { zh: '证照编号', en: 'Number' },
  '/holders/*/name': { zh: '持证主体', en: 'Holder' },
  '/name': { zh: '名称（姓名）', en: 'Name' },
  '/issuedOn': { zh: '颁发日期', en: 'Issued' },
  '/validFrom': { zh: '有效期自', en: 'Valid from' },
  '/validUntil': { zh: '有效期至', en: 'Valid until' },
  '/address': { zh: '地址', en: 'Address' },
  '/area': { zh: '面积（平方米）', en: 'Area, m²' },
  '/establishedOn': { zh: '成立日期', en: 'Established' },
  '/form': { zh: '类型', en: 'Form' },
  '/household': { zh: '户号', en: 'Household' },
  '/location': { zh: '坐落', en: 'Location' },
  '/place': { zh: '住所', en: 'Place' },
  '/premises': { zh: '经营场所', en: 'Premises' },
  '/registeredOn': { zh: '登记日期', en: 'Registered' },
  '/representative': { zh: '法定代表人（负责人）', en: 'Representative' },
  '/total': { zh: '金额', en: 'Total' },
  '/trade': { zh: '主体业态', en: 'Trade' },
  '/unitNumber': { zh: '不动产单元号', en: 'Unit number' },
};
