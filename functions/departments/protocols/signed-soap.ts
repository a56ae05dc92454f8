/** Documents over SOAP as Chinese departments exchange them: a head that says who asks, when, under which serial number, and signs for it; a return code. */
import type { AskContext } from '#functions/exchange/adapter.ts';
import { problem } from '#functions/kernel/problem.ts';
import { code } from './normalise.ts';
import { signer } from './signatures.ts';
import { type SoapClient, type SoapPort, soapClient } from './soap.client.ts';
import type { SoapSettings } from './soap-settings.ts';
import { cell, type Element, only } from './xml.ts';
import type { XmlTree } from './xml-write.ts';

/** The department's own names and codes. */
export interface Dialect<S extends string> {
  /** By service: what the WSDL says; the charsets are in the settings. */
  readonly ports: Readonly<Record<S, Omit<SoapPort, 'charsets'>>>;
  /** Name of the documents' root; in it stand `head` and `body`. */
  readonly root: string;
  /** Members of the head, in the order in which they are signed: caller, serial number 业务流水号, time; then the signature. */
  readonly head: readonly [caller: string, serial: string, time: string, signature: string];
  /** 返回码 in the answer's head: its name, what says done, what says that nothing is known. */
  readonly code: { readonly name: string; readonly done: string; readonly nothing: string };
  /** Other codes in a word of ours; what is not here is `other`. */
  readonly refusals: Readonly<Record<string, string>>;
}

/** What stands in the answer's body; null: nothing is known. */
export type Speak<S extends string> = (
  service: S,
  operation: string,
  serial: string,
  body: XmlTree,
  context: AskContext,
) => Promise<Element | null>;

/** yyyymmddhhmmss, Beijing time. */
const stamp = (now: number): string => new Date(now + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14);

/** `settings`: the department's secret, read at the first question; `now`: epoch ms, for the time that is signed. */
export const signedSoap = <S extends string>(
  settings: () => Promise<SoapSettings<S>>,
  { ports, root, head, code: codes, refusals }: Dialect<S>,
  now: () => number,
): Speak<S> => {
  let client: SoapClient | undefined;
  return async (service, operation, serial, body, context) => {
    const { address, networks, tls, caller, signature, services } = await settings();
    client ??= soapClient({ base: address, networks, tls });
    const signed = [caller, serial, stamp(now())];
    const values = [...signed, signer(signature)(signed)];
    const said = { head: Object.fromEntries(head.map((name, i) => [name, values[i]])), body };
    const answer = await client.call(
      { ...ports[service], charsets: services[service] },
      operation,
      root,
      said,
      context,
    );
    const returned = code(cell(only(answer, 'head'), codes.name));
    if (returned === codes.nothing) return null;
    if (returned !== codes.done)
      throw problem('department-error', { cause: `refused:${refusals[returned] ?? 'other'}` });
    return only(answer, 'body');
  };
};
