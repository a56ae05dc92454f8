/** Results about what the library knows: certificate, copy. Pure: what is known comes in, words go out. */
import { beijingMinute } from '#functions/kernel/beijing.ts';
import type { Check, CheckName } from '#schemas/verified.ts';
import { copyState } from '../copies/copy-state.ts';
import type { StoredCopyItem } from '../copies/stored-copy.ts';
import { STATE_NAMES } from '../lifecycle.ts';
import type { StoredCertificate, StoredCopy } from '../stored.ts';
import { datesHold } from '../validity.ts';
import { WORDS } from './words.ts';

export const result = (name: CheckName, ok: boolean, zh: string, en: string): Check => ({
  name,
  ok,
  says: `${zh} ${en}`,
});

/** One of the table's. */
export const found = <N extends keyof typeof WORDS>(name: N, what: keyof (typeof WORDS)[N]): Check => {
  const [ok, { zh, en }] = WORDS[name][what] as readonly [boolean, { readonly zh: string; readonly en: string }];
  return result(name, ok, zh, en);
};

const STATES_EN: Readonly<Record<StoredCertificate['state'], string>> = {
  '01': 'Valid',
  '02': 'Held for the time being',
  '03': 'Annulled',
  '04': 'Cancelled',
  '05': 'Lapsed',
  '06': 'Transferred out',
  '07': 'Revoked as a penalty',
  '99': 'Other',
};

const stateOf = ({ state, text }: StoredCertificate): Check =>
  result('state', state === '01', `证照状态：${STATE_NAMES[state]}${text ? `，${text}` : ''}`, STATES_EN[state]);

const datesOf = (stored: StoredCertificate, now: number): Check => {
  const ok = datesHold(stored, now);
  const { validFrom, validUntil } = stored;
  const [zh, en] = [`${validFrom} 至 ${validUntil ?? '长期'}`, `${validFrom} to ${validUntil ?? 'no end'}`];
  return ok
    ? result('dates', ok, `在有效期内：${zh}`, `Within its dates: ${en}`)
    : result('dates', ok, `不在有效期内：${zh}`, `Not within its dates: ${en}`);
};

const versionOf = ({ version, supersededBy }: StoredCertificate): Check =>
  supersededBy
    ? result('version', false, `旧版，已由 ${supersededBy} 替代`, `An older version, superseded by ${supersededBy}`)
    : result('version', true, `第 ${version} 版，现行`, `Version ${version}, current`);

/** State, dates and version at `now`. */
export const certificateResults = (stored: StoredCertificate, now: number): Check[] => [
  stateOf(stored),
  datesOf(stored, now),
  versionOf(stored),
];

/** For which case a copy was made, until when, and whether it was fetched. `item` is absent for copies of the first days. */
export const copyResult = (copy: StoredCopy, item: StoredCopyItem | undefined, now: number): Check => {
  const { case: of, expiresAt, madeAt } = copy;
  const until = beijingMinute(expiresAt);
  const expired = now >= expiresAt;
  const made = [
    `加注件，${beijingMinute(madeAt)} 为办件 ${of} 制作`,
    `Copy made for case ${of} at ${beijingMinute(madeAt)}`,
  ];
  const ends = expired ? [`已于 ${until} 失效`, `expired at ${until}`] : [`有效至 ${until}`, `good until ${until}`];
  const fetched = item?.redeemed
    ? [`${beijingMinute(item.redeemed.at)} 领取`, `fetched at ${beijingMinute(item.redeemed.at)}`]
    : item &&
      { waiting: ['尚未领取', 'not fetched yet'], lapsed: ['逾期未领', 'never fetched'], expired: [], redeemed: [] }[
        copyState(item, now)
      ];
  const joined = (i: 0 | 1, comma: string) =>
    [made[i], ends[i], fetched?.[i]].filter((one) => one !== undefined).join(comma);
  return result('copy', !expired, joined(0, '，'), joined(1, ', '));
};
