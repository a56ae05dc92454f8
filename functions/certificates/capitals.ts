/** Amounts of money as people read them: 1,234.50, and in capital numerals 大写, which nobody can add a stroke to. Source: 支付结算办法, annex 1. */

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'] as const;
const GROUPS = ['', '万', '亿'] as const;

/** What is written at most, yuan. */
const MOST_YUAN = 1e12;

/** Fen of an amount in yuan; undefined for what is no amount of money: a part of a fen, or too much to write. */
export const fenOf = (yuan: number): number | undefined => {
  if (!(Math.abs(yuan) < MOST_YUAN)) return undefined;
  const two = yuan.toFixed(2);
  return Number(two) === yuan ? Number(two.replace('.', '')) : undefined;
};

/** 1000 to 9999 and below, a 零 for each gap inside. */
const group = (value: number): string =>
  [...String(value)]
    .map((digit, i, all) => (digit === '0' ? '零' : `${DIGITS[Number(digit)]}${PLACES[all.length - 1 - i]}`))
    .join('')
    .replace(/零+/g, '零')
    .replace(/零$/, '');

const whole = (yuan: number): string => {
  const groups: number[] = [];
  for (let rest = yuan; rest > 0; rest = Math.floor(rest / 10_000)) groups.unshift(rest % 10_000);
  return groups
    .map((value, i) => {
      if (value === 0) return '零';
      const gap = i > 0 && value < 1000 ? '零' : '';
      return `${gap}${group(value)}${GROUPS[groups.length - 1 - i]}`;
    })
    .join('')
    .replace(/零+/g, '零')
    .replace(/零$/, '');
};

/** 1409.5 → 壹仟肆佰零玖元伍角整. `yuan`: with two decimals at most. */
export const inCapitals = (yuan: number): string => {
  const fen = Math.abs(fenOf(yuan) ?? 0);
  const [full, jiao, rest] = [Math.floor(fen / 100), Math.floor(fen / 10) % 10, fen % 10];
  const sign = yuan < 0 && fen > 0 ? '负' : '';
  const front = full > 0 ? `${whole(full)}元` : '';
  if (jiao === 0 && rest === 0) return `${sign}${front || '零元'}整`;
  // A gap before the jiao, or before the fen, is said.
  const gap = full > 0 && (full % 10 === 0 || jiao === 0) ? '零' : '';
  const tenths = jiao > 0 ? `${DIGITS[jiao]}角` : '';
  return `${sign}${front}${gap}${tenths}${rest > 0 ? `${DIGITS[rest]}分` : '整'}`;
};

/** 1234567.5 → 1,234,567.50 */
export const inFigures = (yuan: number): string => {
  const fen = Math.abs(fenOf(yuan) ?? 0);
  const figures = String(Math.floor(fen / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${yuan < 0 && fen > 0 ? '-' : ''}${figures}.${String(fen % 100).padStart(2, '0')}`;
};
