/** What a department's SOAP system can do wrong. */
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HTTP_FAULTS, type HttpFault } from '../http-faults.ts';
import { bytesOf } from './charsets.ts';
import {
  BYTE_FAULTS,
  type ByteFault,
  twistedBytes,
  twistedDocument,
  twistedEnvelope,
  XML_FAULTS,
  type XmlFault,
} from './hostile-xml.ts';
import { OTHERS, PLANTED } from './planted.ts';

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
/** What every department of this kind is tried with; the others are for the bar of hostile departments (infra/local/hostile.ts). */
export const HOSTILE_SOAP_MODES: readonly HostileSoapMode[] = ['none', ...REFUSALS, ...ALTERED];
export type EverySoapMode = HostileSoapMode | XmlFault | ByteFault | HttpFault;
export const EVERY_SOAP_MODE: readonly EverySoapMode[] = [
  ...HOSTILE_SOAP_MODES,
  ...XML_FAULTS,
  ...BYTE_FAULTS,
  ...HTTP_FAULTS,
];

const HUGE = 52_000_000;
function* flood() {
  yield '<?xml version="1.0"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">';
  for (let sent = 0; sent < HUGE; sent += 65_536) yield PLANTED.repeat(1_680);
}
const XML = { 'content-type': 'text/xml' };

/** Answers in the mode's way; false when the mode wants the real answer first. */
export const refuses = async (mode: EverySoapMode, response: ServerResponse): Promise<boolean> => {
  if (mode === 'hang') return true;
  if (mode === 'no-http') response.socket?.end(`${PLANTED}\r\n\r\n`);
  else if (mode === 'html')
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<html>${PLANTED} 请登录</html>`);
  else if (mode === 'error-500')
    response
      .writeHead(500, { 'content-type': 'text/html' })
      .end(`<h1>ORA-00942</h1>${PLANTED} at com.front.Dj.run(Dj.java:1)`);
  else if (mode === 'redirect') response.writeHead(307, { location: 'http://169.254.169.254/latest' }).end(PLANTED);
  else if (mode === 'huge') await pipeline(Readable.from(flood()), response.writeHead(200, XML)).catch(() => undefined);
  else return false;
  return true;
};

const LAUGHS =
  `<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a0 "${PLANTED}">` +
  `${Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('')}]>`;
const bomb = (xml: string): string => xml.replace(/^<\?xml[^>]*\?>/, `$&${LAUGHS}`).replace(/<\/\w+>/, '&a9;&x;$&');

/** Each leaf of the body, by what it says; the head stays whole. */
const leaves = (document: string, change: (text: string, whole: string) => string): string =>
  document.replace(/<body>.*<\/body>/s, (body) =>
    body.replace(/<([^\s<>/]+)>([^<]*)<\/\1>/g, (whole, name: string, text: string) => {
      const changed = change(text.normalize('NFKC').trim().toUpperCase(), whole);
      return changed === whole ? whole : `<${name}>${changed}</${name}>`;
    }),
  );
/** Of a person or a firm. */
const isCode = (text: string): boolean =>
  /^\d{6}(?:19|20)\d{2}[01]\d[0-3]\d{4}[\dX]$|^[159]\d{7}[0-9A-Z]{10}$/.test(text);

/** Who is spoken of stands there a second time. */
const twice = (document: string): string => {
  let done = false;
  return document.replace(/<([^\s<>/]+)>([^<]*)<\/\1>/g, (whole, name: string, text: string) => {
    if (done || !isCode(text.normalize('NFKC').trim().toUpperCase())) return whole;
    done = true;
    return `${whole}<${name}>${PLANTED}</${name}>`;
  });
};

/** What stands in the string, before it is packed. */
export const alteredDocument = (mode: EverySoapMode, document: string): string => {
  if (mode === 'inner-doctype') return bomb(document);
  if (mode === 'malformed') return document.replace(/<\/body>/, `<${PLANTED.slice(0, 6)}>`);
  if (mode === 'twice') return twice(document);
  if (mode === 'wrong-person')
    return leaves(document, (text, whole) =>
      isCode(text) ? (OTHERS.find((other) => other !== text) ?? whole) : whole,
    );
  if (mode === 'wrong-type')
    return leaves(document, (text, whole) => {
      if (/^\d{4}([-/]?)\d{1,2}\1\d{1,2}(?: |$)/.test(text)) return `丁酉年三月 ${PLANTED}`;
      return /^\d+\.\d+$/.test(text) ? `约六十八 ${PLANTED}` : whole;
    });
  return twistedDocument(mode, document);
};

export const alteredEnvelope = (mode: EverySoapMode, xml: string): string =>
  mode === 'doctype' ? bomb(xml) : twistedEnvelope(mode, xml);

/** What is said of the bytes, and the bytes. */
export const alteredBytes = (mode: EverySoapMode, xml: string, charset: string): { bytes: Buffer; label: string } => ({
  bytes: twistedBytes(mode, bytesOf(xml, mode === 'wrong-charset' ? 'utf-8' : charset)),
  label: mode === 'wrong-label' ? 'Big5' : charset.toUpperCase(),
});

const DRIP_MS = 50;
/** Sends the answer whole, in drops, or cut off. */
export const sends = (
  mode: EverySoapMode,
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
