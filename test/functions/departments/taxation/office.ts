/** One tax office for a test file, and the department's adapter on it over real sockets. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { WANG_JI_CATERING } from '#city/cast.ts';
import { generate } from '#city/generate/index.ts';
import type { SoapSettings } from '#functions/departments/protocols/soap-settings.ts';
import type { SoapCharsets } from '#functions/departments/protocols/soap-text.ts';
import { readTaxationSettings, taxation } from '#functions/departments/taxation/resources.ts';
import type { AskContext, ChangePort, QueryPort } from '#functions/exchange/adapter.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import { startTaxation, type TaxOffice } from '#infra/local/departments/taxation.ts';

export const population = generate();

/** What market supervision tells of a firm that was just registered. */
export const newFirm = {
  firm: WANG_JI_CATERING,
  name: '永康市王记餐饮有限公司',
  kind: 'company',
  representative: '王强',
  address: '永康市东城街道丽州中路168号1层8号',
  scope: '餐饮服务',
  registeredOn: '2017-09-26',
} as const;

export const taxOffice = (): { readonly current: TaxOffice; readonly folder: string } => {
  const held: { current: TaxOffice; folder: string } = { current: undefined as never, folder: '' };
  beforeAll(async () => {
    held.folder = await mkdtemp(join(tmpdir(), 'onetrip-tax-'));
    held.current = await startTaxation({ population, folder: held.folder });
  });
  afterAll(async () => {
    await held.current.stop();
    await rm(held.folder, { recursive: true, force: true });
  });
  return held;
};

export const within = (ms: number): AskContext => ({
  signal: AbortSignal.timeout(ms),
  deadline: performance.now() + ms,
});

/** The two ports of the department as they are when the office is there. `changed`: other settings than the operator's. */
export const portsOn = (
  { current }: { readonly current: TaxOffice },
  {
    now = Date.now,
    changed = {},
    registration: charsets,
  }: { now?: () => number; changed?: Partial<SoapSettings>; registration?: SoapCharsets } = {},
) => {
  const settings = readTaxationSettings(JSON.stringify(current.secret));
  const services = { ...settings.services, ...(charsets ? { registration: charsets } : {}) };
  const { resources } = taxation(async () => ({ ...settings, ...changed, services }), now);
  return {
    registration: resources['taxpayer-registration'] as ChangePort,
    certificate: resources['tax-certificate'] as QueryPort,
  };
};

/** What a caller would be told, in one line. */
export const told = (asking: Promise<unknown>): Promise<string> =>
  asking.then(
    (answer) => `answered ${JSON.stringify(answer)}`,
    (error: unknown) =>
      error instanceof ProblemError ? `${error.code} ${JSON.stringify(error.extra)}` : `! ${String(error)}`,
  );
