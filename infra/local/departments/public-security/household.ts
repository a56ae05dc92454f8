/** 户籍系统: a household system behind SOAP, in the one charset that it was built with, until it is given another. Loopback only, invented data only. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { lossy } from '../soap/charsets.ts';
import { type DocumentNames, elements, type Reply, unsigned, valueIn, written } from '../soap/documents.ts';
import { serve } from '../soap/server.ts';
import { HERE } from '../stand-in.ts';

const NAMES: DocumentNames = { root: 'hkML', head: ['dyf', 'lsh', 'sj', 'qm'], code: 'fhm', says: 'fhxx' };
const CALLER = '永康市政务服务管理办公室';

export interface Entry {
  readonly serial: string;
  readonly code: string;
  readonly name: string;
}

export interface HouseholdSystem {
  /** Text of the department's secret, as the operator writes it today. */
  secret(): string;
  /** What was entered, in the order of arrival, as the system holds it. */
  readonly entries: readonly Entry[];
  /** Calls that reached it. */
  readonly heard: number;
  /** From now on it is written to in this charset; what it holds stays. */
  speaks(charset: 'gb2312' | 'gb18030'): Promise<void>;
  stop(): Promise<void>;
}

/** Begins with GB 2312. */
export const startHouseholdSystem = async (): Promise<HouseholdSystem> => {
  const entries: Entry[] = [];
  const caller = { name: CALLER, secret: randomBytes(18).toString('base64url') };
  let [charset, heard]: ['gb2312' | 'gb18030', number] = ['gb2312', 0];

  const enter = (document: string): Reply => {
    const [serial, code, name] = ['lsh', 'gmsfhm', 'xm'].map((one) => valueIn(document, one)) as [
      string,
      string,
      string,
    ];
    // What its database cannot hold is lost in it, and nobody is told: that is why nothing may come here that it lacks.
    const held = { serial, code, name: charset === 'gb2312' ? lossy(name) : name };
    if (!entries.some((one) => one.serial === serial)) entries.push(held);
    return { body: `<hkxx>${elements({ gmsfhm: code, xm: held.name, hh: '330784000001' })}</hkxx>` };
  };
  const served = (port: number) =>
    serve(
      {
        wsdl: readFileSync(new URL('./household.wsdl', import.meta.url), 'utf8'),
        endpoints: { HkService: { body: 'utf-8', payload: charset, base64: true } },
        operations: { HkService: { Hk: { csdj: enter } } },
        work: (operation, document) => {
          const now = Date.now();
          return written(NAMES, unsigned(NAMES, caller, document, now) ?? operation(document, now));
        },
        ...{ mode: () => 'none', loses: () => false },
        heard: () => {
          heard += 1;
        },
      },
      port,
    );
  let server = await served(0);
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    entries,
    get heard() {
      return heard;
    },
    secret: () =>
      JSON.stringify({
        ...{ address: `http://127.0.0.1:${port}/services`, networks: [HERE], caller: CALLER },
        signature: { kind: 'md5-concat', secret: caller.secret, charset: 'gbk' },
        services: { entry: { body: 'utf-8', payload: charset, base64: true } },
      }),
    speaks: async (next) => {
      charset = next;
      await stop();
      server = await served(port);
    },
    stop,
  };
};
