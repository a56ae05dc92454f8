import { LI_NA, WANG_JI_CATERING, WANG_QIANG, WANG_SHOP, YAN_TAI, YONGKANG_HARDWARE, ZHOU_LEI } from '#city/cast.ts';
import { HOSTILE_REST_MODES } from '#infra/local/departments/rest/hostile.ts';
import { keepsContract } from '../contract.ts';
import { adapterOn, startSystem } from './system.ts';

const name = '永康市王记餐饮有限公司';

keepsContract({
  department: 'market-supervision',
  start: startSystem,
  adapter: (secret) => adapterOn(JSON.parse(secret)),
  questions: {
    'name-check': { known: { applicant: WANG_QIANG, name, kind: 'company' } },
    licence: { known: { firm: YAN_TAI }, unknown: { firm: WANG_JI_CATERING } },
    registration: {
      known: {
        applicant: LI_NA,
        applicantName: '李娜',
        kind: 'sole-trader',
        name: '永康市东城娜家小吃店',
        address: '永康市东城街道丽州中路168号1层8号',
        unitNumber: WANG_SHOP,
        scope: '餐饮服务',
        capital: null,
      },
    },
  },
  modes: HOSTILE_REST_MODES,
  planted: ['CANARY', '330784197911239990', '方䶮福', '13905799123', ZHOU_LEI, YONGKANG_HARDWARE, 'hunter2'],
});
