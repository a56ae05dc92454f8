/** AWS Signature Version 4 for a JSON POST: the SDK's client for streams is one package more than one machine needs. */
import { createHash, createHmac } from 'node:crypto';

export interface Signer {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  readonly service: string;
}

const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** Headers of a signed POST to `url`; `at`: the machine's time. */
export const signedHeaders = (
  signer: Signer,
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  at: Date = new Date(),
): Record<string, string> => {
  const time = at.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = time.slice(0, 8);
  const all: Record<string, string> = { ...headers, host: url.host, 'x-amz-date': time };
  const names = Object.keys(all).sort();
  const canonical = [
    'POST',
    url.pathname,
    '',
    ...names.map((name) => `${name}:${all[name]}`),
    '',
    names.join(';'),
    sha(body),
  ];
  const scope = `${day}/${signer.region}/${signer.service}/aws4_request`;
  const key = [day, signer.region, signer.service, 'aws4_request'].reduce<string | Buffer>(
    mac,
    `AWS4${signer.secretAccessKey}`,
  );
  const signature = mac(key, ['AWS4-HMAC-SHA256', time, scope, sha(canonical.join('\n'))].join('\n')).toString('hex');
  const { host: _host, ...sent } = all;
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${signer.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
};
