import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClientAsync } from 'soap';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { creditCode } from '#city/generate/codes.ts';
import { generate } from '#city/generate/index.ts';
import { bytesOf, lossy, signatureOf, textOf } from '#infra/local/departments/soap/charsets.ts';
import { startTaxation, type TaxOffice } from '#infra/local/departments/taxation.ts';

const WSDL = fileURLToPath(new URL('../../../../infra/local/departments/taxation/taxation.wsdl', import.meta.url));
let folder: string;
let office: TaxOffice;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onetrip-tax-'));
  office = await startTaxation({ population: generate(), folder });
});
afterAll(async () => {
  await office.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Secret {
  readonly address: string;
  readonly caller: string;
  readonly signature: { readonly secret: string };
}

/** Asked by the soap package's own client, which knows nothing of the hub. */
const told = async (serial: string, firm: string, name = '永康市䶮泰五金有限公司'): Promise<string> => {
  const { address, caller, signature } = office.secret as unknown as Secret;
  const client = await createClientAsync(WSDL, {}, `${address}/DjService`);
  const time = new Date(Date.now() + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14);
  const signed = signatureOf([caller, serial, time, signature.secret]);
  const head = `<head><dyf>${caller}</dyf><lsh>${serial}</lsh><sj>${time}</sj><qm>${signed}</qm></head>`;
  const body = `<body><djxx><shxydm>${firm}</shxydm><nsrmc>${name}</nsrmc><scjydz>永康市古山镇胡库下村</scjydz></djxx></body>`;
  const document = `<?xml version="1.0" encoding="GB18030"?><taxML>${head}${body}</taxML>`;
  const [{ return: string }] = await client.djxxtsAsync({ bw: bytesOf(document, 'gb18030').toString('base64') });
  return textOf(Buffer.from(string, 'base64'), 'gb18030');
};
const firm = (organisation: string) => creditCode('91', '330784', organisation);

describe('the tax office', () => {
  it('serves any client that reads its WSDL, and keeps its own charset', async () => {
    const answer = await told('s-1', firm('MA000TY1'));
    expect(answer).toMatch(/^<\?xml version="1.0" encoding="GB18030"\?><taxML><head><fhm>0000</);
    expect(answer).toContain('<nsrmc>永康市䶮泰五金有限公司</nsrmc>');
    expect(answer).toContain('古山税务所');
  });

  it('keeps on disk what it acknowledged, and forgets a line that a kill cut off', async () => {
    await told('s-2', firm('MA000TY2'));
    const before = await office.taxpayers();
    await office.kill();
    await appendFile(join(folder, 'taxpayers.jsonl'), '{"serial":"s-3","fi');
    await office.restart();
    expect(await office.taxpayers()).toEqual(before);
    await told('s-4', firm('MA000TY4'));
    expect((await readFile(join(folder, 'taxpayers.jsonl'), 'utf8')).trim().split('\n')).toHaveLength(3);
    await office.restart();
    expect(await office.taxpayers()).toMatchObject({ count: 3, serials: ['s-1', 's-2', 's-4'] });
  });

  it('refuses a serial number that comes with something else, and an order that it does not know', async () => {
    expect(await told('s-1', firm('MA000TY5'))).toContain('<fhm>2003</fhm>');
    await expect(office.hostile('polite' as never)).rejects.toThrow('unknown mode');
    expect((await office.taxpayers()).count).toBe(3);
  });

  it('writes what its old database lacks as a question mark, and nothing else', () => {
    expect(lossy('胡䶮、李㛃、徐𠮷、朱镕基 A1')).toBe('胡?、李?、徐?、朱?基 A1');
  });
});
