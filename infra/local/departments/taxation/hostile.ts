/** What the tax office's system can do wrong. PLANTED stands for text that must never leave the hub. */
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { bytesOf } from './charsets.ts';

export const PLANTED = 'SECRET-oracle:tax/prod?password=hunter2';
/** Another firm than the one that is asked about. */
export const OTHER = { code: '91330784MA000TE21H', name: '永康五金工具有限公司' } as const;

/** Instead of an answer; the question is not even read. */
const REFUSALS = ['hang', 'huge', 'html', 'error-500', 'redirect', 'no-http'] as const;
/** The answer, altered. */
const ALTERED = [
  'drip',
  'truncated',
  'malformed',
  'doctype',
  'inner-doctype',
  'wrong-type',
  'wrong-person',
  'twice',
  'fault',
  'wrong-charset',
  'wrong-label',
] as const;
export type HostileSoapMode = 'none' | (typeof REFUSALS)[number] | (typeof ALTERED)[number];
export const HOSTILE_SOAP_MODES: readonly HostileSoapMode[] = ['none', ...REFUSALS, ...ALTERED];

const HUGE = 52_000_000;
function* flood() {
  yield '<?xml version="1.0"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">';
  for (let sent = 0; sent < HUGE; sent += 65_536) yield PLANTED.repeat(1_680);
}
const XML = { 'content-type': 'text/xml' };

/** Answers in the mode's way; false when the mode wants the real answer first. */
export const refuses = async (mode: HostileSoapMode, response: ServerResponse): Promise<boolean> => {
  if (mode === 'hang') return true;
  if (mode === 'no-http') response.socket?.end(`${PLANTED}\r\n\r\n`);
  else if (mode === 'html')
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<html>${PLANTED} 请登录</html>`);
  else if (mode === 'error-500')
    response
      .writeHead(500, { 'content-type': 'text/html' })
      .end(`<h1>ORA-00942</h1>${PLANTED} at com.tax.Dj.run(Dj.java:1)`);
  else if (mode === 'redirect') response.writeHead(307, { location: 'http://169.254.169.254/latest' }).end(PLANTED);
  else if (mode === 'huge') await pipeline(Readable.from(flood()), response.writeHead(200, XML)).catch(() => undefined);
  else return false;
  return true;
};

const LAUGHS =
  `<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a0 "${PLANTED}">` +
  `${Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('')}]>`;
const bomb = (xml: string): string => xml.replace(/^<\?xml[^>]*\?>/, `$&${LAUGHS}`).replace(/<\/\w+>/, '&a9;&x;$&');

/** What stands in the string, before it is packed. */
export const alteredDocument = (mode: HostileSoapMode, document: string): string => {
  const set = (from: string, name: string, value: string) =>
    from.replace(new RegExp(`(<${name}>)[^<]*`, 'g'), `$1${value}`);
  if (mode === 'inner-doctype') return bomb(document);
  if (mode === 'malformed') return document.replace(/<\/body>/, `<${PLANTED.slice(0, 6)}>`);
  if (mode === 'twice') return document.replace(/<(nsrsbh|shxydm)>([^<]*)<\/\1>/, `$&<$1>${PLANTED}</$1>`);
  if (mode === 'wrong-person') {
    const other = set(set(document, 'nsrsbh', OTHER.code), 'shxydm', OTHER.code);
    return set(other, 'nsrmc', OTHER.name);
  }
  if (mode === 'wrong-type') return set(set(set(document, 'djrq', PLANTED), 'je', '约六十八'), 'jkrq', '丁酉年三月');
  return document;
};

export const alteredEnvelope = (mode: HostileSoapMode, xml: string): string => (mode === 'doctype' ? bomb(xml) : xml);

/** What is said of the bytes, and the bytes. */
export const alteredBytes = (
  mode: HostileSoapMode,
  xml: string,
  charset: string,
): { bytes: Buffer; label: string } => ({
  bytes: bytesOf(xml, mode === 'wrong-charset' ? 'utf-8' : charset),
  label: mode === 'wrong-label' ? 'Big5' : charset.toUpperCase(),
});

const DRIP_MS = 50;
/** Sends the answer whole, in drops, or cut off. */
export const sends = (
  mode: HostileSoapMode,
  response: ServerResponse,
  { status, label, bytes }: { status: number; label: string; bytes: Buffer },
): void => {
  const length = bytes.length + (mode === 'truncated' ? 500 : 0);
  response.writeHead(status, { 'content-type': `text/xml; charset=${label}`, 'content-length': length });
  if (mode === 'truncated') {
    response.write(bytes);
    setTimeout(() => response.socket?.destroy(), 20);
  } else if (mode === 'drip') {
    let at = 0;
    const timer = setInterval(() => {
      if (response.destroyed || at >= bytes.length) return clearInterval(timer);
      response.write(bytes.subarray(at, at + 1));
      at += 1;
    }, DRIP_MS);
  } else response.end(bytes);
};
