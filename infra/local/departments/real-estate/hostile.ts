/** What the front table itself can do wrong: the same view, built badly. PLANTED stands for text that must never leave the hub. */
import { type EveryWireFault, WIRE_FAULTS, type WireFault } from '../postgres/faults.ts';
import { PLANTED_ROW } from '../postgres/forged.ts';
import { viewSql } from './schema.ts';

export const PLANTED = PLANTED_ROW;

/** A million rows where one is asked for. Twice a thousand, so that the first hundred come without making the rest. */
const MILLION = 'cross join generate_series(1, 1000) a(n) cross join generate_series(1, 1000) b(n)';

export const VIEW_FAULTS = {
  'wrong-person': viewSql({ zjh: "'330784199001019997'", qlrmc: "'周磊'" }),
  'wrong-type': viewSql({ jzmj: "'约六十八平方'", djsj: "'丁酉年三月'", sfcf: "'不详'" }),
  'wrong-columns': viewSql({ jzmj: 'null::numeric', zl: 'null::varchar', bdcqzh: 'null::varchar' }),
  'short-number': viewSql({ zjh: "'330784850614999'" }),
  'many-rows': viewSql({}, MILLION),
  'large-row': viewSql({ zl: "repeat('永康', 400000)" }),
  error: viewSql({ zl: `('${PLANTED}'::text)::int::text` }),
} as const;

/** For the bar of hostile departments (infra/local/hostile.ts). */
export const FURTHER_VIEW_FAULTS = {
  'not-a-number': viewSql({ jzmj: "'NaN'::numeric" }),
  'huge-number': viewSql({ jzmj: '10::numeric ^ 60' }),
  'unknown-code': viewSql({ gyfs: "'7'" }),
  'other-unit': viewSql({ bdcdyh: "'330784999999GB99999F99999999'" }),
  'lost-character': viewSql({ qlrmc: "replace(r.qlrmc, substr(r.qlrmc, 2, 1), '?')" }),
  'row-of-another': viewSql(
    { zjh: "case k.n when 1 then r.zjh else '330784199001019997' end" },
    'cross join generate_series(1, 2) k(n)',
  ),
} as const;
export type EveryMode = HostileMode | EveryWireFault | keyof typeof FURTHER_VIEW_FAULTS;

export type HostileMode = 'none' | WireFault | keyof typeof VIEW_FAULTS;
export const HOSTILE_MODES = ['none', ...WIRE_FAULTS, ...Object.keys(VIEW_FAULTS)] as readonly HostileMode[];
