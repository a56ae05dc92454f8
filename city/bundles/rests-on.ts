/** 先照后证: it begins once these are decided, and is approved once their results are recorded. */
export const restsOn = (...matters: string[]) => ({ after: matters, withResultOf: matters });
