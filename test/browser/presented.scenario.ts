/** What is presented for a check, and what a holder shows, on the city of desk.test.ts. */

import type { Browser } from 'playwright-core';
import QRCode from 'qrcode';
import { expect, test } from 'vitest';
import { CHEN_FUYING } from '#city/cast.ts';
import type { LocalCity } from '#infra/local/city.ts';
import type { Pulled } from '#schemas/certificate.ts';
import type { Redeemed } from '#schemas/copy.ts';
import type { ShowCode } from '#schemas/show-code.ts';
import { call, transfer } from '#test/city/support.ts';
import { choose, headed, look, openAt, openPage, signIn } from './browser.ts';
import { offlineCodeOn } from './page-code.ts';

interface World {
  readonly city: LocalCity;
  readonly browser: Browser;
  readonly identifiers: readonly string[];
  readonly folder: string;
  ticket(): Promise<string>;
}

/** `of`: only when a test runs has the city started. */
export const presented = (of: () => World): void => {
  test('an OFD is verified, and one byte of it changed; what a party states is compared, each result in words', async () => {
    const { city, browser, identifiers, ticket } = of();
    const { page, faults } = await openPage(browser);
    await signIn(page, city.url, 'officer-xu-qing');
    const token = await city.token('one-window-system');
    const ask = { ...(await transfer(city)), level: 'copy', fields: ['/number'], reason: '转移登记归档' };
    const copied = await call<Pulled>(city, 'POST', `/v1/certificates/${identifiers[3]}/copies`, { token, body: ask });
    const body = { token: copied.body.copy?.token, format: 'ofd' };
    const { content } = (await call<Redeemed>(city, 'POST', '/v1/copies/redeem', { token, body })).body;
    const ofd = Buffer.from(content, 'base64');
    await openAt(page, '核验');
    const wrong: string[] = [];
    const give = (bytes: Buffer) =>
      page.setInputFiles('input[type=file]', { name: 'copy.ofd', mimeType: 'application/ofd', buffer: bytes });
    await give(ofd);
    await headed(page, '真实有效');
    wrong.push(...(await look(page, 'verify-ofd')));
    ofd[ofd.length >> 1] = (ofd[ofd.length >> 1] ?? 0) ^ 1;
    await give(ofd);
    await headed(page, /与证照库不符|不能确认/);

    await page.getByRole('button', { name: '核对要素' }).click();
    await page.getByText('要素核验会透露').waitFor();
    wrong.push(...(await look(page, 'elements-no-case')));
    await page.getByLabel('粘贴办件凭据').fill(await ticket());
    await page.getByRole('button', { name: '打开办件' }).click();
    const compare = async (title: string) => {
      await page.getByRole('button', { name: '核对', exact: true }).click();
      await headed(page, title);
    };
    await page.getByLabel('持证主体代码').fill(CHEN_FUYING);
    await compare('没有给出要素');
    await page.getByLabel('证照编号').fill('浙(2017)永康市不动产权第0070713号');
    await compare('要素不足，无法核验');
    await page.getByLabel('持证主体名称').fill('陈福英');
    await compare('相符，且现行有效');
    await page.getByRole('button', { name: '再加一项要素' }).click();
    await page.getByLabel('所述内容').fill('2018-05-08');
    await compare('部分要素不符');
    wrong.push(...(await look(page, 'elements-compared')));
    await page.getByRole('button', { name: 'English' }).click();
    await headed(page, 'Some of it is not so');
    expect(wrong).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('what a holder shows is read once, without a case', async () => {
    const { city, browser, identifiers } = of();
    const { page, faults } = await openPage(browser);
    await signIn(page, city.url, 'officer-xu-qing');
    const app = await city.token('zheli-app', ['holder']);
    const drawn = await call<ShowCode>(city, 'POST', `/v1/certificates/${identifiers[4]}/show-codes`, {
      token: app,
      body: { holder: CHEN_FUYING },
    });
    await openAt(page, '扫码用证');
    // The list is long: who knows the name types it.
    await page.getByLabel('证照类型').fill('不动产权');
    await page.keyboard.press('Enter');
    await choose(page, '事项', '存量房转移登记（一件事）');
    await choose(page, '当事人身份', '卖方');
    const wrong = await look(page, 'shown');
    const show = async (code: string) => {
      await page.getByLabel('出示码').fill(code);
      await page.getByRole('button', { name: '读取', exact: true }).click();
    };
    await show('12345');
    await page.getByText('这不是出示码').waitFor();
    await show(drawn.body.code);
    await page.getByRole('row', { name: '是否有效 是' }).waitFor();
    wrong.push(...(await look(page, 'shown-read')));
    await page.getByRole('radio', { name: /^字段/ }).check();
    await page.getByRole('checkbox', { name: /不动产单元号/ }).check();
    await show(drawn.body.code);
    await page.getByText('出示码已被使用').waitFor();
    wrong.push(...(await look(page, 'shown-used')));
    expect(wrong).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('the large code of a page is checked without a network, and says what that cannot know', async ({ skip }) => {
    const { city, browser, identifiers, folder } = of();
    const code = await offlineCodeOn(city, identifiers[5] ?? '', folder);
    if (code === undefined) return skip('no pdftoppm, no zbarimg');
    const { page, faults } = await openPage(browser, 390, 844);
    await page.goto(`${city.url}/verify`);
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    const give = async (text: string) => {
      const buffer = await QRCode.toBuffer(text, { errorCorrectionLevel: 'L', scale: 6 });
      await page.setInputFiles('input[type=file]', { name: 'code.png', mimeType: 'image/png', buffer });
    };
    await give(`${code.slice(0, 90)}${code[90] === 'A' ? 'B' : 'A'}${code.slice(91)}`);
    await headed(page, '不是证照库签发的码');
    await give(code);
    await headed(page, '内容真实，现状未知');
    await page.getByText('可能已被暂扣').waitFor();
    await page.getByText('浙(2017)永康市不动产权第0070715号').waitFor();
    const wrong = await look(page, 'public-offline');
    await page.getByRole('button', { name: '联网核实现状' }).click();
    await page.getByText('无法连接核验服务').waitFor();
    await page.context().setOffline(false);
    await give(code);
    const sent = page.waitForRequest(`${city.url}/verify`);
    await page.getByRole('button', { name: '联网核实现状' }).click();
    expect((await sent).postDataJSON()).toEqual({ identifier: identifiers[5] });
    await headed(page, '真实有效');
    wrong.push(...(await look(page, 'public-offline-then-online')));
    expect(wrong).toEqual([]);
    expect(faults).toEqual([]);
  });
};
