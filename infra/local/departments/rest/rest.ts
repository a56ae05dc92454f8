/** Starts a department behind signed REST, and hands it the orders that all of them know. */
import { HERE, type Running, run, type StandIn } from '../stand-in.ts';
import { type Credentials, newCredentials } from './gate.ts';
import type { EveryRestMode } from './hostile.ts';
import { ROOT } from './process.ts';

export interface RestStandIn extends StandIn {
  hostile(mode: EveryRestMode): Promise<void>;
  /** What is done is done at once, and every answer but a token's waits so long. */
  delay(ms: number): Promise<void>;
  /** Whoever asks about one of these texts waits; nobody does any more when there are none. */
  hold(texts: readonly string[]): Promise<void>;
  /** How often each of these texts was asked about since the process started, answered or not. */
  askedAbout(texts: readonly string[]): Promise<number[]>;
  /** Acts upon the next `count` questions that have an effect, and hangs up instead of answering. */
  loseAnswers(count: number): Promise<void>;
  /** Every token that was issued runs out now. */
  expireTokens(): Promise<void>;
  /** How many were issued since the process started. */
  tokens(): Promise<number>;
}

/** How this gate is signed for, as the operator writes it into the secret. */
export const signatureOf = ({ signKey }: Credentials) => ({ kind: 'hmac-sha256', key: signKey });

interface Rest {
  readonly name: string;
  readonly script: URL;
  /** What the process is given beside the port and the credentials. */
  readonly given?: object;
}

export const startRest = async ({ name, script, given = {} }: Rest): Promise<RestStandIn & Pick<Running, 'tell'>> => {
  const credentials = newCredentials('onetrip');
  const running = await run({ name, script, start: (port) => ({ ...given, port, credentials }) });
  const { appKey, appSecret } = credentials;
  // Not spread: its pid changes when it is restarted.
  return Object.assign(running, {
    secret: {
      base: `http://127.0.0.1:${running.port}${ROOT}`,
      appKey,
      appSecret,
      networks: [HERE],
      signature: signatureOf(credentials),
    },
    delay: async (ms: number) => void (await running.tell('delay', ms)),
    hold: async (texts: readonly string[]) => void (await running.tell('hold', texts)),
    askedAbout: async (texts: readonly string[]) => (await running.tell('asked-about', texts)) as number[],
    loseAnswers: async (count: number) => void (await running.tell('lose-answers', count)),
    expireTokens: async () => void (await running.tell('expire-tokens')),
    tokens: async () => Number(await running.tell('tokens')),
  });
};
