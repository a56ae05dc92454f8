import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, TLSSocket } from 'node:tls';
import { afterAll, describe, expect, it } from 'vitest';
import * as cast from '#city/cast.ts';
import { postgres } from '#functions/departments/protocols/postgres.client.ts';
import { frontTable } from '../front-table.ts';

const folder = mkdtempSync(join(tmpdir(), 'onetrip-tls-'));
const made = (name: string): { key: string; cert: string } | undefined => {
  const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
  const how = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const names = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
  try {
    execFileSync('openssl', [...how, '-keyout', key, '-out', cert, ...names], { stdio: 'ignore' });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } catch {
    return undefined;
  }
};
const own = made('localhost');

describe.skipIf(!own)('PostgreSQL over TLS', () => {
  const table = frontTable();
  /** Says yes to SSLRequest and carries the rest, decrypted, to the front table. */
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write('S');
      const secure = new TLSSocket(socket, { isServer: true, secureContext: createSecureContext(own) });
      const far = connect(table.current.port, '127.0.0.1');
      for (const side of [secure, far]) side.on('error', () => undefined);
      secure.pipe(far).pipe(secure);
      secure.on('close', () => far.destroy());
    });
  });
  const port = new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  );
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  const ask = async (ca: string | undefined, ms = 5_000) => {
    const tls = ca === undefined ? {} : { ca };
    const settings = {
      ...table.current,
      host: 'localhost',
      networks: ['127.0.0.0/8', '::1/128'],
      port: await port,
      tls,
    };
    const context = { signal: AbortSignal.timeout(ms), deadline: performance.now() + ms };
    const text = 'select qlrmc from qzk.v_bdc_qlxx where cxdyh = $1';
    const query = postgres(async () => settings, { clock: () => performance.now() });
    return query({ text, values: [cast.CHEN_HOME], maxRows: 1 }, context);
  };

  it("asks when the certificate is of the department's own authority", async () => {
    expect(await ask(own?.cert)).toEqual([{ qlrmc: '陈福英' }]);
  });

  it('does not ask under any other certificate', async () => {
    for (const ca of [undefined, made('elsewhere')?.cert])
      await expect(ask(ca)).rejects.toMatchObject({ extra: { cause: 'DEPTH_ZERO_SELF_SIGNED_CERT' } });
  });

  it('hangs up at the deadline and at too many bytes as it does without', async () => {
    await table.current.hostile('hang');
    const since = performance.now();
    await expect(ask(own?.cert, 500)).rejects.toMatchObject({ code: 'department-timeout' });
    expect(performance.now() - since).toBeLessThan(550);
    await table.current.hostile('flood');
    await expect(ask(own?.cert)).rejects.toMatchObject({ code: 'department-answer-too-large' });
    await table.current.hostile('none');
  });
});
