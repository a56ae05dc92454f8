import { CHEN_FUYING, LI_JIE, LI_NA, WANG_QIANG } from '#city/cast.ts';
import { generate } from '#city/generate/index.ts';
import { civilAffairs } from '#functions/departments/civil-affairs/resources.ts';
import { mysqlQuery } from '#functions/departments/protocols/mysql.client.ts';
import { readMysqlSettings } from '#functions/departments/protocols/mysql-settings.ts';
import { startCivilAffairs } from '#infra/local/departments/civil-affairs.ts';
import { MYSQL_FAULTS } from '#infra/local/departments/mysql/faults.ts';
import { keepsContract } from '../contract.ts';

keepsContract({
  department: 'civil-affairs',
  start: () => startCivilAffairs({ population: generate() }),
  adapter: (secret) =>
    civilAffairs(mysqlQuery(async () => readMysqlSettings(secret), { clock: () => performance.now() })),
  questions: {
    marriage: { known: { holder: WANG_QIANG }, unknown: { holder: LI_JIE } },
    'marital-status': { known: { holder: WANG_QIANG } },
    'living-allowance': { known: { holder: CHEN_FUYING } },
  },
  modes: [...MYSQL_FAULTS, 'wrong-person', 'wrong-type', 'wrong-columns', 'many-rows', 'large-row', 'error'],
  planted: ['PLANTED', 'v_hydj', LI_NA, '330784199001019997'],
});
