import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { CHEN_FUYING, CHEN_HOME, LI_NA } from '#city/cast.ts';
import { houseInvoices, taxCertificates } from '#city/generate/taxes.ts';
import { readTaxationSettings, taxation } from '#functions/departments/taxation/resources.ts';
import { HOSTILE_SOAP_MODES } from '#infra/local/departments/soap/hostile.ts';
import { OTHERS, PLANTED } from '#infra/local/departments/soap/planted.ts';
import { startTaxation } from '#infra/local/departments/taxation.ts';
import { keepsContract } from '../contract.ts';
import { newFirm, population } from './office.ts';

const folder = await mkdtemp(join(tmpdir(), 'onetrip-tax-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const deed = taxCertificates(population).find(({ payer }) => payer === CHEN_FUYING)?.number ?? CHEN_HOME;
const bought = houseInvoices(population).find(({ buyer }) => buyer === CHEN_FUYING)?.number ?? CHEN_HOME;

keepsContract({
  department: 'taxation',
  start: () => startTaxation({ population, folder }),
  adapter: (secret) => taxation(async () => readTaxationSettings(secret), Date.now),
  questions: {
    'taxpayer-registration': {
      known: newFirm,
    },
    'tax-certificate': {
      known: { payer: CHEN_FUYING, number: deed },
      unknown: { payer: LI_NA, number: deed },
    },
    invoice: {
      known: { buyer: CHEN_FUYING, number: bought },
      unknown: { buyer: LI_NA, number: bought },
    },
  },
  modes: HOSTILE_SOAP_MODES,
  planted: [PLANTED.slice(0, 6), ...OTHERS, '约六', 'ORA-', 'passwd', '王强'],
});
