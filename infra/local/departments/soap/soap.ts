/** Starts a department behind SOAP, and hands it the orders that all of them know. */
import { randomBytes } from 'node:crypto';
import { HERE, type Running, run, type StandIn } from '../stand-in.ts';
import type { EverySoapMode } from './hostile.ts';
import type { Endpoint } from './server.ts';

export interface SoapStandIn extends StandIn {
  hostile(mode: EverySoapMode): Promise<void>;
  /** Acts upon the next `count` questions, and hangs up instead of answering. */
  loseAnswers(count: number): Promise<void>;
}

const CALLER = '永康市政务服务管理办公室';

interface Soap {
  readonly name: string;
  readonly script: URL;
  /** By the adapter's word for a service: its name in the WSDL, and its charsets. */
  readonly services: Readonly<Record<string, { readonly wsdl: string; readonly charsets: Endpoint }>>;
  /** What the process is given beside the port, the caller and the endpoints. */
  readonly given?: object;
}

export const startSoap = async ({
  name,
  script,
  services,
  given = {},
}: Soap): Promise<SoapStandIn & Pick<Running, 'tell'>> => {
  const caller = { name: CALLER, secret: randomBytes(18).toString('base64url') };
  const endpoints = Object.fromEntries(Object.values(services).map(({ wsdl, charsets }) => [wsdl, charsets]));
  const running = await run({ name, script, start: (port) => ({ ...given, port, caller, endpoints }) });
  // Not spread: its pid changes when it is restarted.
  return Object.assign(running, {
    secret: {
      address: `http://127.0.0.1:${running.port}/services`,
      networks: [HERE],
      caller: CALLER,
      signature: { kind: 'md5-concat', secret: caller.secret, charset: 'gbk' },
      services: Object.fromEntries(Object.entries(services).map(([word, { charsets }]) => [word, charsets])),
    },
    loseAnswers: async (count: number) => void (await running.tell('lose-answers', count)),
  });
};
