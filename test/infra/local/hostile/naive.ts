/** What a developer in a hurry writes instead of the exchange: ask, parse, pass on. The bar must see the difference. */
import { createHash } from 'node:crypto';
import { CHEN_FUYING } from '#city/cast.ts';
import { signer } from '#functions/departments/protocols/signatures.ts';
import { readSignedRestSettings } from '#functions/departments/protocols/signed-rest-settings.ts';
import { nonce } from '#functions/kernel/digest.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import type { HostileProtocol } from '#infra/local/hostile/protocol.ts';
import { protocol as rest } from '#infra/local/hostile/protocols/rest.ts';

export const protocol: HostileProtocol = {
  ...rest,
  name: 'naive REST',
  open: async () => {
    const settings = await secret(process.env.DEPARTMENT_SECRET_ID ?? '', readSignedRestSettings)();
    const sign = signer(settings.signature);
    const { pathname } = new URL(settings.base);
    const post = async (path: string, body: object, token?: string): Promise<Response> => {
      const [text, timestamp, once] = [JSON.stringify(body), String(Date.now()), nonce()];
      const digest = createHash('sha256').update(text).digest('hex');
      const signature = sign([['POST', pathname + path, timestamp, once, digest].join('\n')]);
      return fetch(settings.base + path, {
        method: 'POST',
        body: text,
        headers: {
          'content-type': 'application/json',
          'x-app-key': settings.appKey,
          'x-timestamp': timestamp,
          'x-nonce': once,
          'x-signature': signature,
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
      });
    };
    const { appKey, appSecret } = settings;
    const { data } = (await (await post('/token', { appKey, appSecret })).json()) as { data: { token: string } };
    return async () => {
      try {
        const answer = await post('/htba', { dsrzjhm: CHEN_FUYING, htbh: 'YK20260800001' }, data.token);
        const text = await answer.text();
        process.stdout.write(`department answered ${answer.status}: ${text.slice(0, 500)}\n`);
        return { status: answer.status, body: { answer: JSON.parse(text).data } };
      } catch (error) {
        return { status: 502, body: { code: 'department-error', answer: String(error) } };
      }
    };
  },
};
