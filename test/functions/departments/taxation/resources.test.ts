import { describe, expect, it } from 'vitest';
import * as cast from '#city/cast.ts';
import { creditCode } from '#city/generate/codes.ts';
import { taxCertificates } from '#city/generate/taxes.ts';
import { TaxCertificate } from '#schemas/departments/taxation.ts';
import { newFirm, population, portsOn, taxOffice, told, within } from './office.ts';

const office = taxOffice();
const certificates = taxCertificates(population);
const firm = (organisation: string) => creditCode('91', '330784', organisation);
const restaurant = { ...newFirm, scope: '餐饮服务 <A & B> "C"' };
const act = (question: unknown, operation: string) =>
  portsOn(office).registration.act(question, operation, within(5_000));
const outcome = (question: unknown, operation: string) =>
  portsOn(office).registration.outcome(question, operation, within(5_000));
const certificate = (payer: string, number: string) =>
  portsOn(office).certificate.ask({ payer, number }, within(5_000));

describe('the tax office, told of a new firm', () => {
  it('registers it once, whatever is repeated', async () => {
    const serial = crypto.randomUUID();
    expect(await outcome(restaurant, serial)).toBeNull();
    const registered = await act(restaurant, serial);
    expect(registered).toMatchObject({
      firm: restaurant.firm,
      taxpayerNumber: restaurant.firm,
      office: '国家税务总局永康市税务局东城税务所',
      payerType: 'small-scale',
    });
    expect(await act(restaurant, serial)).toEqual(registered);
    expect(await act(restaurant, crypto.randomUUID())).toEqual(registered);
    expect(await outcome(restaurant, serial)).toEqual(registered);
    expect((await office.current.taxpayers()).count).toBe(1);
    const other = { ...restaurant, scope: '住宿' };
    expect(await told(act(other, serial))).toBe('department-error {"cause":"refused:serial-reused"}');
  });

  it('says of a firm that it knows how it is registered', async () => {
    const before = (await office.current.taxpayers()).count;
    const known = { ...restaurant, firm: cast.YONGKANG_HARDWARE, name: '永康五金工具有限公司' };
    expect(await act(known, crypto.randomUUID())).toMatchObject({ firm: cast.YONGKANG_HARDWARE, payerType: 'general' });
    expect((await office.current.taxpayers()).count).toBe(before);
  });

  it('keeps rare characters on their way, where GB 18030 is spoken', async () => {
    const rare = { ...restaurant, firm: firm('MA000TX1'), name: '永康市䶮泰五金有限公司', representative: '徐𠮷㛃' };
    await act(rare, crypto.randomUUID());
    expect((await office.current.taxpayers()).names).toContain(rare.name);
  });

  it('is asked what became of a change whose answer was lost, and did it once', async () => {
    const [serial, question] = [crypto.randomUUID(), { ...restaurant, firm: firm('MA000TX2') }];
    const before = (await office.current.taxpayers()).count;
    await office.current.loseAnswers(1);
    await expect(act(question, serial)).rejects.toThrow('the department was not reached');
    const registered = await outcome(question, serial);
    expect(registered).toMatchObject({ firm: question.firm });
    expect(await act(question, serial)).toEqual(registered);
    expect((await office.current.taxpayers()).count).toBe(before + 1);
  });

  it('keeps what it said through a kill', async () => {
    const [serial, question] = [crypto.randomUUID(), { ...restaurant, firm: firm('MA000TX3') }];
    const registered = await act(question, serial);
    await office.current.kill();
    expect(await told(outcome(question, serial))).toMatch(/^! TransientFailure/);
    await office.current.restart();
    expect(await outcome(question, serial)).toEqual(registered);
    expect(await act(question, serial)).toEqual(registered);
  });

  it.each([
    ['payload', { payload: 'gb2312', base64: true }, { name: '永康市䶮泰五金有限公司' }, '/request/name', 'U+4DAE'],
    ['payload', { payload: 'gbk', base64: true }, { representative: '李㛃' }, '/request/representative', 'U+36C3'],
    ['XML', { payload: 'gb18030', base64: true }, { scope: '餐饮\u000b服务' }, '/request/scope', 'not-in-xml:U+000B'],
  ] as const)('is never sent what its %s cannot hold', async (_what, charsets, wrong, field, rule) => {
    const asked = await office.current.asked();
    const ports = portsOn(office, { registration: { body: 'utf-8', ...charsets } });
    const said = await told(ports.registration.act({ ...restaurant, ...wrong }, crypto.randomUUID(), within(5_000)));
    expect(said).toMatch(/^unprocessable/);
    expect(said).toContain(field);
    expect(said).toContain(rule);
    expect(said).not.toMatch(/永康|李|餐饮/);
    expect(await office.current.asked()).toBe(asked);
  });

  it.each([
    ['signature', { caller: '永康市大数据局' }, Date.now],
    ['time', {}, () => Date.now() - 3_600_000],
  ])('refuses another %s by a word of ours', async (word, changed, now) => {
    const ports = portsOn(office, { changed, now });
    const said = await told(ports.registration.act(restaurant, crypto.randomUUID(), within(5_000)));
    expect(said).toBe(`department-error {"cause":"refused:${word}"}`);
  });
});

describe('a tax payment certificate', () => {
  const rareNames = certificates.filter(({ payerName }) => /[䶮㛃𠮷]/u.test(payerName));

  it('is read as it was invented, from all that clerks typed, for each payer whose name the old system holds', async () => {
    const common = certificates.filter((one) => !rareNames.includes(one)).filter((_, i) => i % 7 === 0);
    for (const one of common) {
      const { number, payer } = one;
      expect(TaxCertificate.parse(await certificate(payer, number))).toEqual(one);
    }
    expect(common.length).toBeGreaterThan(20);
  });

  it('that was cancelled says so', async () => {
    const cancelled = certificates.find((one) => one.void);
    expect(await certificate(cancelled?.payer ?? '', cancelled?.number ?? '')).toMatchObject({ void: true });
  });

  it('whose payer the old system could not write is refused, never answered with a question mark', async () => {
    expect(rareNames.length).toBeGreaterThanOrEqual(4);
    for (const { payer, number } of rareNames)
      expect(await told(certificate(payer, number))).toBe('department-answer-invalid {"cause":"charset:lossy"}');
  });

  it('of somebody else is not found', async () => {
    const [one] = certificates;
    expect(await certificate(cast.LI_NA, one?.number ?? '')).toBeNull();
    expect(await certificate(one?.payer ?? '', '999999999999999999')).toBeNull();
  });
});
