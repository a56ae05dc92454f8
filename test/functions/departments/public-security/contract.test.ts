import { CHEN_FUYING, LI_NA, WANG_SHOP } from '#city/cast.ts';
import { citizenId } from '#city/generate/codes.ts';
import { generate } from '#city/generate/index.ts';
import { sheets } from '#functions/departments/public-security/sheets.ts';
import { HOSTILE_FERRY_MODES } from '#infra/local/departments/ferry/hostile.ts';
import { startPublicSecurity } from '#infra/local/departments/public-security.ts';
import { publicSecurity } from '#schemas/departments/public-security.ts';
import { keepsFerryContract } from '../ferry-contract.ts';

const address = '永康市东城街道丽州中路168号, "1层"8号';

keepsFerryContract({
  department: 'public-security',
  start: (folder) => startPublicSecurity({ population: generate(), folder }),
  asked: publicSecurity,
  sheets,
  questions: {
    identity: { known: { holder: CHEN_FUYING }, unknown: { holder: citizenId('330784', '1970-01-01', '990') } },
    household: { known: { holder: LI_NA }, unknown: { holder: citizenId('330784', '1970-01-01', '990') } },
    'standard-address': {
      known: { applicant: CHEN_FUYING, unitNumber: WANG_SHOP, address },
      unknown: { applicant: CHEN_FUYING, unitNumber: '330784999999GB99999F99999999', address },
    },
  },
  // The city's own test meets some of them on the whole way.
  modes: process.env.ONETRIP_FULL === '1' ? HOSTILE_FERRY_MODES : ['wrong-person'],
});
