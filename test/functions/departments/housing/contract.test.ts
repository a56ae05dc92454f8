import { CHEN_FUYING, WANG_QIANG, WANG_SHOP } from '#city/cast.ts';
import { citizenId } from '#city/generate/codes.ts';
import { generate } from '#city/generate/index.ts';
import { housing } from '#functions/departments/housing/resources.ts';
import { signedRest } from '#functions/departments/protocols/signed-rest.client.ts';
import { readSignedRestSettings } from '#functions/departments/protocols/signed-rest-settings.ts';
import { startHousing } from '#infra/local/departments/housing.ts';
import { HOSTILE_REST_MODES, PLANTED_REST } from '#infra/local/departments/rest/hostile.ts';
import { keepsContract } from '../contract.ts';

const population = generate();
const nobody = citizenId('330784', '1970-01-01', '990');
/** On a homestead: no acceptance was ever needed. */
const FARMHOUSE = population.titles.find(({ unitNumber }) => unitNumber.includes('JC'))?.unitNumber;
/** The first that the stand-in filed: of Chen Fuying's home. */
const contractNumber = 'YK20260800001';

keepsContract({
  department: 'housing',
  start: () => startHousing({ population }),
  adapter: (secret) => housing(signedRest(async () => readSignedRestSettings(secret), { now: Date.now })),
  questions: {
    'building-fire-acceptance': {
      known: { applicant: WANG_QIANG, unitNumber: WANG_SHOP },
      unknown: { applicant: WANG_QIANG, unitNumber: FARMHOUSE },
    },
    'contract-filing': {
      known: { party: CHEN_FUYING, contractNumber },
      unknown: { party: nobody, contractNumber },
    },
  },
  modes: HOSTILE_REST_MODES,
  planted: PLANTED_REST.split(' ').filter((word) => word.length > 2),
});
