/** SOAP 1.1 to a department that may be slow, broken or hostile: one string holding a document goes in, one comes out. No word of a fault is repeated. */
import type { AskContext } from '#functions/exchange/adapter.ts';
import { ProblemError, problem } from '#functions/kernel/problem.ts';
import { type Charset, encode } from './charset.ts';
import { type Posted, type PostOptions, postClient, refusedStatus } from './post.client.ts';
import { checkLabel, decodeText, packDocument, type SoapCharsets, unpackDocument } from './soap-text.ts';
import { cell, declaredEncoding, type Element, maybe, only, readXml } from './xml.ts';
import { escapeXml, type XmlTree } from './xml-write.ts';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';

/** What the department's WSDL says of one port. */
export interface SoapPort {
  /** Behind the base address. */
  readonly path: `/${string}`;
  readonly namespace: string;
  /** In `document` the argument is qualified, in `rpc` it is not. */
  readonly style: 'document' | 'rpc';
  /** Name of the string that goes in, and of the one that comes out. */
  readonly argument: string;
  readonly result: string;
  readonly charsets: SoapCharsets;
}

export interface SoapClient {
  /** `root`: name of the documents' root, in the question as in the answer; `tree`: what stands in it. The answer is the document that came out. */
  call(port: SoapPort, operation: string, root: string, tree: XmlTree, context: AskContext): Promise<Element>;
}

const invalid = (cause: string): Error => problem('department-answer-invalid', { cause });

const envelope = ({ namespace, style, argument: name }: SoapPort, operation: string, argument: string): string => {
  const inner = style === 'document' ? `s:${name}` : name;
  return (
    `<soapenv:Envelope xmlns:soapenv="${SOAP}" xmlns:s="${escapeXml(namespace)}"><soapenv:Body>` +
    `<s:${operation}><${inner}>${escapeXml(argument)}</${inner}></s:${operation}></soapenv:Body></soapenv:Envelope>`
  );
};

/** SOAP 1.1, 4.4.1: the four codes; what stands behind a dot is the department's own. */
const faultOf = (fault: Element): Error => {
  const code = /(?:^|:)(VersionMismatch|MustUnderstand|Client|Server)(?:\.|$)/.exec(
    cell(fault, 'faultcode')?.trim() ?? '',
  );
  return problem('department-error', { cause: `soap-fault:${code?.[1] ?? 'other'}` });
};

const within = (parent: Element, name: string): Element => {
  const child = only(parent, name);
  if (child.namespace !== parent.namespace) throw invalid('soap:namespace');
  return child;
};

const readBody = async (answer: Posted, charset: Charset): Promise<Element> => {
  const type = /^(?:text|application)\/xml\s*(?:;(.*))?$/i.exec(answer.headers['content-type'] ?? '');
  if (!type) throw invalid('content-type');
  const label = /(?:^|;)\s*charset\s*=\s*"?([\w.-]+)"?\s*(?:;|$)/i.exec(type[1] ?? '')?.[1];
  checkLabel(label, charset);
  const text = decodeText(await answer.bytes(), charset);
  checkLabel(declaredEncoding(text), charset);
  const root = readXml(text);
  if (root.name !== 'Envelope' || root.namespace !== SOAP) throw invalid('soap:envelope');
  return within(root, 'Body');
};

const resultOf = (body: Element, { namespace, result }: SoapPort, operation: string): string => {
  const [answer, more] = body.children;
  if (!answer || more || answer.name !== `${operation}Response` || answer.namespace !== namespace)
    throw invalid('soap:response');
  if (answer.children.length !== 1) throw invalid('soap:result');
  const string = cell(answer, result);
  if (!string?.trim()) throw invalid('soap:result');
  return string;
};

/** A fault comes with 500, and only a fault is looked for there. */
const readFault = async (answer: Posted, charset: Charset, otherwise: Error): Promise<Error> => {
  try {
    const fault = maybe(await readBody(answer, charset), 'Fault');
    return fault ? faultOf(fault) : otherwise;
  } catch (error) {
    return error instanceof ProblemError && error.code === 'department-answer-too-large' ? error : otherwise;
  }
};

/** One per instance. Each call has its own connection: these systems are asked seldom, and hang up on who stays. */
export const soapClient = (options: PostOptions): SoapClient => {
  const client = postClient({ ...options, keepAlive: false });
  return {
    call: (port, operation, root, tree, context) => {
      const { body: charset } = port.charsets;
      const label = charset.toUpperCase();
      const said = envelope(port, operation, packDocument(root, tree, port.charsets));
      const headers = {
        accept: 'text/xml',
        'content-type': `text/xml; charset=${label}`,
        soapaction: `"${port.namespace}/${operation}"`,
      };
      const bytes = encode(`<?xml version="1.0" encoding="${label}"?>${said}`, charset, '/request');
      return client.post(port.path, headers, bytes, context, async (answer) => {
        const refused = refusedStatus(answer.status);
        if (refused) throw answer.status === 500 ? await readFault(answer, charset, refused) : refused;
        const body = await readBody(answer, charset);
        const fault = maybe(body, 'Fault');
        if (fault) throw faultOf(fault);
        return unpackDocument(root, resultOf(body, port, operation), port.charsets);
      });
    },
  };
};
