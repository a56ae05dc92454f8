/** What the register of real estate knows of a person's titles: all of them, or how many homes. */
import type { Population } from '#city/population.ts';
import { isHome } from '#functions/cases/homes.ts';
import type { Register } from './registers-of-firms.ts';

export const registersOfHomes = ({ titles }: Population): Readonly<Record<string, Register>> => {
  const of = (code: string) => titles.filter(({ holders }) => holders.some((one) => one.code === code));
  return {
    'real-estate/titles-by-holder': (holder) => ({
      ...{ holder, more: false },
      titles: of(holder).map(({ holders, ...facts }) => ({
        ...facts,
        share: holders.find(({ code }) => code === holder)?.share ?? '100%',
      })),
    }),
    'real-estate/home-count': (holder, { besides = [] }) => {
      const others = besides as readonly string[];
      const homes = of(holder).filter(
        (one) => isHome(one) && !one.holders.some(({ code }) => others.includes(code)),
      ).length;
      return { holder, ownsHome: homes > 0, ownsSeveral: homes > 1 };
    },
  };
};
