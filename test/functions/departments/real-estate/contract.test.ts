import { CHEN_FUYING, CHEN_HOME, LI_NA, WANG_SHOP, ZHOU_LEI } from '#city/cast.ts';
import { generate } from '#city/generate/index.ts';
import { postgres } from '#functions/departments/protocols/postgres.client.ts';
import { readPostgresSettings } from '#functions/departments/protocols/postgres-settings.ts';
import { realEstate } from '#functions/departments/real-estate/resources.ts';
import { HOSTILE_MODES, PLANTED } from '#infra/local/departments/real-estate/hostile.ts';
import { startFrontTable } from '#infra/local/departments/real-estate.ts';
import { keepsContract } from '../contract.ts';

keepsContract({
  department: 'real-estate',
  start: () => startFrontTable({ population: generate() }),
  adapter: (secret) =>
    realEstate(postgres(async () => readPostgresSettings(secret), { clock: () => performance.now() })),
  questions: {
    title: { known: { unitNumber: CHEN_HOME, holder: CHEN_FUYING }, unknown: { unitNumber: CHEN_HOME, holder: LI_NA } },
    'titles-by-holder': { known: { holder: CHEN_FUYING } },
    'home-count': { known: { holder: CHEN_FUYING, besides: [ZHOU_LEI] } },
    premises: {
      known: { unitNumber: WANG_SHOP, holder: CHEN_FUYING },
      unknown: { unitNumber: WANG_SHOP, holder: LI_NA },
    },
  },
  modes: HOSTILE_MODES,
  planted: [PLANTED, ZHOU_LEI, '约六', 'select'],
});
