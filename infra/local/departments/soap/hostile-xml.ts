/** What XML itself can be made to say: things to fetch, things to expand, two readings of one text. PLANTED stands in what must not be read. */
import { OTHERS, PLANTED } from './planted.ts';

type Change = (xml: string) => string;

const afterDeclaration =
  (inserted: string): Change =>
  (xml) =>
    xml.replace(/^<\?xml[^>]*\?>/, `$&${inserted}`);
/** Puts something in the place of the envelope's body, given as start tag, content, end tag. */
const body =
  (change: (open: string, content: string, close: string) => string): Change =>
  (xml) =>
    xml.replace(/(<\w+:Body[^>]*>)(.*)(<\/\w+:Body>)/s, (_all, open, content, close) => change(open, content, close));
const inside = (inserted: string): Change => body((open, content, close) => `${open}${content}${inserted}${close}`);
/** The result, given with its tags and without. */
const result =
  (change: (whole: string, text: string) => string): Change =>
  (xml) =>
    xml.replace(/<((?:\w+:)?return)[^>]*>(.*)<\/\1>/s, (whole, _name, text) => change(whole, text));
/** The same about somebody else. */
const forged = (text: string): string => text.replace(/(&lt;nsrsbh&gt;)[^&]*/, `$1${OTHERS[0]}`);
/** Each leaf that is a code, by name: who is spoken of. */
const code =
  (change: (text: string) => string): Change =>
  (document) =>
    document.replace(/(<nsrsbh>)([^<]*)(<\/nsrsbh>)/, (_all, open, text, close) => `${open}${change(text)}${close}`);
const element =
  (name: string, change: (whole: string) => string): Change =>
  (document) =>
    document.replace(new RegExp(`<${name}>.*</${name}>`, 's'), change);
const split = (text: string, by: string): string => `${text.slice(0, 4)}${by}${text.slice(4)}`;

/** Of the envelope. The signature-wrapping shapes are those of McIntosh and Austel (2005), as far as they fit an answer. */
const ENVELOPE = {
  'external-dtd': afterDeclaration('<!DOCTYPE x SYSTEM "http://169.254.169.254/x.dtd">'),
  'parameter-entity': afterDeclaration('<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>'),
  stylesheet: afterDeclaration('<?xml-stylesheet type="text/xsl" href="http://169.254.169.254/x.xsl"?>'),
  'undeclared-entity': result((whole, text) => whole.replace(text, `&planted;${text}`)),
  xinclude: inside('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'),
  'xml-deep': inside(`${'<a>'.repeat(60_000)}${'</a>'.repeat(60_000)}`),
  'xml-wide': inside('<a/>'.repeat(40_000)),
  'long-attribute': inside(`<a b="${'x'.repeat(150_000)}"/>`),
  'wrong-operation': (xml) => xml.replace(/(<\/?\w+:)\w+(Response)/g, '$1sqxx$2'),
  'other-namespace': (xml) => xml.replaceAll('http://ws.', 'http://other.'),
  'fault-in-200': body(
    (open, _content, close) =>
      `${open}<soap:Fault><faultcode>soap:Client</faultcode><faultstring>${PLANTED}</faultstring></soap:Fault>${close}`,
  ),
  'wrapped-two-bodies': body((open, text, close) => `${open}${forged(text)}${close}${open}${text}${close}`),
  'wrapped-body-in-header': body(
    (open, text, close) => `<soap:Header><w>${open}${text}${close}</w></soap:Header>${open}${forged(text)}${close}`,
  ),
  'wrapped-envelope': (xml) =>
    body((open, text, close) => `${open}${forged(text)}${xml.replace(/^<\?xml[^>]*\?>/, '')}${close}`)(xml),
  'wrapped-two-responses': body((open, text, close) => `${open}${forged(text)}${text}${close}`),
  'wrapped-two-results': result((whole) => `${forged(whole)}${whole}`),
  'wrapped-object': result((whole) => `<Object>${whole}</Object>`),
} as const satisfies Record<string, Change>;

/** Of the document in it. */
const DOCUMENT = {
  'wrapped-two-heads': element('head', (whole) => `${whole}${whole}`),
  'wrapped-two-contents': element('body', (whole) => `${whole}${whole}`),
  'comment-in-a-code': code((text) => split(text, `<!-- ${PLANTED} -->`)),
  'cdata-in-a-code': code((text) => `${text.slice(0, 4)}<![CDATA[${text.slice(4)}]]>`),
  'markup-in-a-code': code((text) => split(text, '<b/>')),
  'no-number': (document) => document.replace(/(<je>)[^<]*/g, '$1NaN'),
  'huge-amount': (document) => document.replace(/(<je>)[^<]*/g, '$11e400'),
  'unknown-code': (document) => document.replace(/(<fhm>)[^<]*/, `$1${PLANTED}`),
  'extra-elements': element('body', (whole) => whole.replace('</wszm>', `<jkzk>${PLANTED}</jkzk></wszm>`)),
} as const satisfies Record<string, Change>;

export type XmlFault = keyof typeof ENVELOPE | keyof typeof DOCUMENT;
export const XML_FAULTS = [...Object.keys(ENVELOPE), ...Object.keys(DOCUMENT)] as readonly XmlFault[];

const changed = (changes: Readonly<Record<string, Change>>, mode: string, xml: string): string =>
  Object.hasOwn(changes, mode) ? (changes[mode]?.(xml) ?? xml) : xml;
export const twistedEnvelope = (mode: string, xml: string): string => changed(ENVELOPE, mode, xml);
export const twistedDocument = (mode: string, xml: string): string => changed(DOCUMENT, mode, xml);

/** Of the bytes. */
export const BYTE_FAULTS = ['broken-charset', 'utf-16'] as const;
export type ByteFault = (typeof BYTE_FAULTS)[number];
export const twistedBytes = (mode: string, bytes: Buffer): Buffer => {
  if (mode === 'utf-16') return Buffer.from(bytes.toString('latin1'), 'utf16le');
  if (mode !== 'broken-charset') return bytes;
  const at = bytes.indexOf('return>') + 'return>'.length;
  return Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff, 0xff]), bytes.subarray(at)]);
};
