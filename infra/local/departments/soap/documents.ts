/** Documents as a supplier reads and writes them, by hand: a head that says who asks and signs for it, a body, a return code. */
import { signatureOf } from './charsets.ts';

export interface Caller {
  readonly name: string;
  readonly secret: string;
}

/** How one department names the parts of its documents; in the root stand `head` and `body`. */
export interface DocumentNames {
  readonly root: string;
  /** In a question's head, in the order in which they are signed: caller, serial number 业务流水号, time; then the signature. */
  readonly head: readonly [caller: string, serial: string, time: string, signature: string];
  /** In an answer's head: 返回码 and 返回信息. */
  readonly code: string;
  readonly says: string;
}

/** What stands in the answer's body, or the code of a refusal. */
export type Reply = { readonly body: string } | { readonly code: string; readonly says: string };
export const NOTHING: Reply = { code: '1001', says: '未查询到相关信息' };

const SIGNS: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};
/** Text of the first element of that name; empty when there is none. */
export const valueIn = (document: string, name: string): string => {
  const raw = new RegExp(`<${name}>([^<]*)</${name}>`).exec(document)?.[1] ?? '';
  return raw.replace(/&(?:lt|gt|quot|apos|amp);/g, (sign) => SIGNS[sign] ?? sign);
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
export const elements = (members: Readonly<Record<string, string>>): string =>
  Object.entries(members)
    .map(([name, value]) => `<${name}>${escaped(value)}</${name}>`)
    .join('');

export const written = ({ root, code, says }: DocumentNames, reply: Reply): string => {
  const told = 'body' in reply ? { code: '0000', says: '成功', body: reply.body } : { ...reply, body: '' };
  return `<${root}><head>${elements({ [code]: told.code, [says]: told.says })}</head><body>${told.body}</body></${root}>`;
};

const WINDOW_MS = 600_000;

/** Why the question is not even looked at; `now`: epoch ms. */
export const unsigned = ({ head }: DocumentNames, caller: Caller, document: string, now: number): Reply | undefined => {
  const [name = '', serial = '', time = '', signature] = head.map((part) => valueIn(document, part));
  const [, y, m, d, h, min, s] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(time) ?? [];
  const sent = Date.parse(`${y}-${m}-${d}T${h}:${min}:${s}+08:00`);
  if (!(Math.abs(now - sent) < WINDOW_MS)) return { code: '2002', says: '时间戳无效' };
  const right = signatureOf([caller.name, serial, time, caller.secret]);
  return name === caller.name && signature === right ? undefined : { code: '2001', says: '签名验证失败' };
};
