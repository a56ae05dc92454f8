/** The officers' desk and the public page in a real browser, on one running city. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHEN_FUYING, WANG_QIANG } from '#city/cast.ts';
import { type LocalCity, startCity } from '#infra/local/city.ts';
import type { CertificateSummary } from '#schemas/certificate.ts';
import { call } from '#test/city/support.ts';
import { issueRequest } from '#test/functions/certificates/issue-request.ts';
import { hasChromium, headed, look, openAt, openBrowser, openPage, signIn } from './browser.ts';
import { filmOf } from './film.ts';
import { presented } from './presented.scenario.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-'));
const file = (name: string): string => join(folder, name);
let city: LocalCity;
let browser: Browser;
let identifiers: readonly string[] = [];

/**
 * One that is valid, one that has expired, one to be operated on, and more than one page of them.
 * What is revoked is another holder's: any of those found may be pulled and verified.
 */
const issueAll = async (): Promise<string[]> => {
  const token = await city.token('real-estate-system');
  const made: string[] = [];
  for (let at = 0; at < 10; at += 1) {
    const body = issueRequest({
      number: `浙(2017)永康市不动产权第00707${10 + at}号`,
      ...(at === 1 ? { validUntil: '2024-05-07' } : {}),
      ...(at === 2 ? { holders: [{ name: '王强', code: WANG_QIANG, codeType: '111' }] } : {}),
    });
    const headers = { 'idempotency-key': `desk-${at}` };
    const issued = await call<CertificateSummary>(city, 'POST', '/v1/certificates', { token, body, headers });
    made.push(issued.body.identifier);
  }
  return made;
};

const ticket = () =>
  city.ticket({
    case: '330784-2026-000123',
    matter: 'existing-house-transfer',
    department: 'one-window',
    parties: [{ role: 'seller', code: CHEN_FUYING }],
    resources: ['certificates/real-estate-title', 'certificates/business-licence'],
    level: 'copy',
  });

beforeAll(async () => {
  if (!hasChromium) return;
  city = await startCity({ port: 0, quiet: true });
  identifiers = await issueAll();
  filmOf(`${city.url}/verify#${identifiers[0]}~0123456789abcdef`, file('code.y4m'));
  browser = await openBrowser(file('code.y4m'));
}, 600_000);
afterAll(async () => {
  await browser?.close();
  await city?.stop();
}, 60_000);

describe.skipIf(!hasChromium)('in a real browser', { timeout: 300_000 }, () => {
  test('sign in, find, pull each level, see the copy, in both languages', async () => {
    const { page, faults } = await openPage(browser);
    // With a slash behind it is the same page, and its address the same.
    expect((await page.goto(`${city.url}/console/`))?.status()).toBe(200);
    await page.getByRole('button', { name: '统一身份认证登录' }).waitFor();
    expect(page.url()).toBe(`${city.url}/console`);
    const wrong = await look(page, 'landing');
    await signIn(page, city.url, 'officer-xu-qing');
    wrong.push(...(await look(page, 'home')));

    await openAt(page, '查找与调用');
    await page.getByLabel('粘贴办件凭据').fill('not a ticket');
    await page.getByRole('button', { name: '打开办件' }).click();
    await page.getByText('这不是办件凭据').waitFor();
    wrong.push(...(await look(page, 'find-no-ticket')));
    await page.getByLabel('粘贴办件凭据').fill(await ticket());
    await page.getByRole('button', { name: '打开办件' }).click();
    await page.getByLabel('持证主体代码').fill(CHEN_FUYING);
    await page.getByRole('button', { name: '查找', exact: true }).click();
    await page.getByRole('table').waitFor();
    // The ticket names a type that the grant does not give for this matter: said in words, with whom to ask.
    await page.getByText('不予共享').waitFor();
    await page.getByText('0579-00000103').waitFor();
    wrong.push(...(await look(page, 'find-found')));

    await page.getByRole('button', { name: '查看' }).first().click();
    await page.getByRole('button', { name: '调用 · 是或否' }).click();
    await page.getByRole('row', { name: '是否有效 是' }).waitFor();
    wrong.push(...(await look(page, 'pull-predicate')));
    await page.getByRole('radio', { name: /^字段/ }).check();
    await page.getByRole('button', { name: '调用 · 字段' }).click();
    await page.getByText('请至少选择一项').waitFor();
    await page.getByRole('checkbox', { name: /不动产单元号/ }).check();
    await page.getByRole('button', { name: '调用 · 字段' }).click();
    await page.getByRole('row', { name: /不动产单元号 330784001002GB/ }).waitFor();
    wrong.push(...(await look(page, 'pull-fields')));
    await page.getByRole('radio', { name: /^加注件/ }).check();
    await page.getByRole('button', { name: '调用 · 加注件' }).click();
    await page.getByText('请写明理由').waitFor();
    await page.getByLabel('调用加注件的理由').fill('转移登记归档');
    await page.getByRole('button', { name: '调用 · 加注件' }).click();
    await page.frameLocator('iframe').locator('*').first().waitFor({ state: 'attached', timeout: 60_000 });
    await page.locator('iframe').scrollIntoViewIfNeeded();
    wrong.push(...(await look(page, 'pull-copy')));

    // What was found stays when the language changes.
    await page.getByRole('button', { name: 'English' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Save the file' }).click();
    await (await download).saveAs(file('good.pdf'));
    wrong.push(...(await look(page, 'pull-copy-en')));
    expect(readFileSync(file('good.pdf')).subarray(0, 5).toString()).toBe('%PDF-');

    expect(page.url()).toBe(`${city.url}/console/certificates`);
    const kept = await page.evaluate(() => [{ ...localStorage }, { ...sessionStorage }]);
    expect(kept).toEqual([{}, { 'onetrip.known': '1', 'onetrip.language': 'en' }]);
    // A reload forgets the token and the case, and signs in again without a word.
    await page.reload();
    await page.getByRole('button', { name: 'Open the case' }).waitFor();
    expect(wrong).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('a good, an altered and an expired one are verified; the camera reads a code', async () => {
    const { page, faults } = await openPage(browser);
    await signIn(page, city.url, 'officer-xu-qing');
    await openAt(page, '核验');
    const wrong = await look(page, 'verify');
    await page.setInputFiles('input[type=file]', file('good.pdf'));
    await headed(page, '真实有效');
    wrong.push(...(await look(page, 'verify-good')));
    const bytes = readFileSync(file('good.pdf'));
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    writeFileSync(file('altered.pdf'), bytes);
    await page.setInputFiles('input[type=file]', file('altered.pdf'));
    await headed(page, '与证照库不符');
    wrong.push(...(await look(page, 'verify-altered')));
    await page.getByRole('button', { name: '输入标识' }).click();
    await page.getByLabel('证照标识').fill(identifiers[1] ?? '');
    await page.getByRole('button', { name: '核验', exact: true }).click();
    await headed(page, '真实，但现在无效');
    wrong.push(...(await look(page, 'verify-expired')));
    // The code in front of the camera names a certificate of ours with a digest that is not its own.
    await page.getByRole('button', { name: '摄像头扫码' }).click();
    await headed(page, '与证照库不符');
    wrong.push(...(await look(page, 'verify-camera')));
    expect(wrong).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('the issuer holds, releases and revokes, each confirmed and with its reason', async () => {
    const { page, faults } = await openPage(browser);
    await signIn(page, city.url, 'officer-lu-hao');
    await openAt(page, '证照状态办理');
    const wrong = await look(page, 'operations');
    await page.getByLabel('证照标识').fill(identifiers[2] ?? '');
    await page.getByRole('button', { name: '查看' }).click();
    await page.getByRole('button', { name: '办理 · 暂扣' }).click();
    await page.getByText('请写明原因').waitFor();
    for (const [name, choice] of [
      ['暂扣', /^暂扣/],
      ['解除暂扣', /^解除暂扣/],
      ['吊销', /^吊销/],
    ] as const) {
      await page.getByRole('radio', { name: choice }).check();
      await page.getByLabel('原因', { exact: true }).fill('权利人申请异议登记');
      await page.getByRole('button', { name: `办理 · ${name}` }).click();
      await page.getByRole('dialog').waitFor();
      wrong.push(...(await look(page, `operations-confirm-${name}`)));
      await page.getByRole('button', { name: `确认${name}` }).click();
      await page.getByText(`已办理 · ${name}`).waitFor();
    }
    await page.getByText('此证照已终止').waitFor();
    wrong.push(...(await look(page, 'operations-revoked')));
    expect(await page.getByRole('row').count()).toBe(5);
    expect(wrong).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('a citizen is told who looked at her data', async () => {
    await city.settle();
    const { page, faults } = await openPage(browser);
    await signIn(page, city.url, 'officer-shen-yue');
    await openAt(page, '数据使用查询');
    const wrong = await look(page, 'uses');
    await page.getByLabel('凭据编号').fill('ZWFW-20261120-000123');
    await page.getByLabel('查询对象代码').fill(CHEN_FUYING);
    await page.getByRole('button', { name: '查询', exact: true }).click();
    await page.getByRole('table').waitFor();
    wrong.push(...(await look(page, 'uses-found')));
    expect(await page.getByRole('row').count()).toBeGreaterThan(3);
    expect(wrong).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('everybody finds the public page on a phone, without signing in', async () => {
    const { page, faults } = await openPage(browser, 390, 844);
    await page.goto(`${city.url}/verify`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const wrong = await look(page, 'public');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Camera' }).click();
    await page.locator('.verdict').waitFor();
    wrong.push(...(await look(page, 'public-camera-en')));
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('button', { name: '文件', exact: true }).click();
    for (const [name, verdict] of [
      ['good', '真实有效'],
      ['altered', '与证照库不符'],
    ] as const) {
      await page.setInputFiles('input[type=file]', file(`${name}.pdf`));
      await headed(page, verdict);
      wrong.push(...(await look(page, `public-${name}`)));
    }
    // What a scanned code opens: the address holds nothing but the identifier and the digest.
    await page.goto('about:blank');
    await page.goto(`${city.url}/verify#${identifiers[1]}~0123456789abcdef`);
    await page.locator('.verdict').waitFor();
    wrong.push(...(await look(page, 'public-code')));
    expect(await page.content()).not.toContain('陈福英');
    expect(wrong).toEqual([]);
    expect(faults).toEqual([]);
  });

  presented(() => ({ city, browser, identifiers, folder, ticket }));
});
