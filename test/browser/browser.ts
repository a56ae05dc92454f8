/** A real browser on the running city: whatever breaks the page's policy, or fails on the page, is remembered. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** Whether these tests can run here at all. */
export const hasChromium = existsSync(CHROMIUM);

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** `camera`: a film (Y4M) that its camera sees. */
export const openBrowser = (camera?: string): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--headless=new',
      '--no-sandbox',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      ...(camera ? [`--use-file-for-fake-video-capture=${camera}`] : []),
    ],
  });

export interface Watched {
  readonly page: Page;
  /** Breaches of the policy, and errors on the page. */
  readonly faults: string[];
}

/** A window of its own: 1440×900 unless said. The machine stands in another zone than the city. */
export const openPage = async (browser: Browser, width = 1440, height = 900): Promise<Watched> => {
  const context = await browser.newContext({ viewport: { width, height }, timezoneId: 'America/New_York' });
  const page = await context.newPage();
  // What is waited for comes; on a busy machine a function that has never been asked takes its time.
  page.setDefaultTimeout(90_000);
  const faults: string[] = [];
  await page.exposeFunction('tellFault', (fault: string) => void faults.push(fault));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      const tell = (globalThis as unknown as { tellFault: (fault: string) => void }).tellFault;
      tell(`${violatedDirective} ${blockedURI} ${sourceFile}`);
    });
  });
  page.on('pageerror', (error) => faults.push(error.message));
  return { page, faults };
};

/** What axe finds wrong, as "rule: element". Run past the page's policy, which lets in no script of ours. */
const violations = async (page: Page): Promise<string[]> => {
  const client = await page.context().newCDPSession(page);
  const run = `axe.run(document,{resultTypes:['violations'],runOnly:${JSON.stringify(RULES)}})`;
  const told = `.then(r=>JSON.stringify(r.violations.flatMap(v=>v.nodes.map(n=>v.id+': '+n.html.slice(0,160)))))`;
  const { result } = await client.send('Runtime.evaluate', {
    expression: `${axeSource};${run}${told}`,
    awaitPromise: true,
    returnByValue: true,
  });
  await client.detach();
  return JSON.parse(String(result.value)) as string[];
};

/** Looks at a state of the page: what is wrong with it for somebody who cannot see, point or wait. A picture is kept in ONETRIP_SHOTS. */
export const look = async (page: Page, name: string): Promise<string[]> => {
  // Pictures of a page in motion are of nothing.
  await page.waitForTimeout(300);
  const folder = process.env.ONETRIP_SHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  return (await violations(page)).map((found) => `${name}: ${found}`);
};

/** Waits for a heading; when it does not come, what the page shows instead is the error. */
export const headed = async (page: Page, name: string | RegExp): Promise<void> => {
  await page
    .getByRole('heading', { name })
    .waitFor()
    .catch(async () => {
      throw new Error(`not 「${name}」 but: ${await page.locator('main').innerText()}`);
    });
};

/** Through the sign-in of the local city, as an officer does it. */
export const signIn = async (page: Page, url: string, officer: string): Promise<void> => {
  await page.goto(`${url}/console`);
  await page.getByRole('button', { name: '统一身份认证登录' }).click();
  await page.locator('#password').waitFor();
  await page.selectOption('#officer', officer);
  await page.fill('#password', (await page.locator('#shown').textContent()) ?? '');
  await page.getByRole('button', { name: /登录/ }).click();
  await page.getByRole('navigation').waitFor();
};

export const openAt = (page: Page, title: string): Promise<void> =>
  page.getByRole('navigation').getByRole('link', { name: title }).click();

/** One of a list that Ant Design draws. */
export const choose = async (page: Page, label: string, option: string): Promise<void> => {
  await page.getByLabel(label, { exact: true }).click();
  await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click();
};
