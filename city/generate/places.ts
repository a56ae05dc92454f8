/** Addresses and unit numbers, each given out once. */
import { YONGKANG } from '../divisions.ts';
import type { Chance } from './prng.ts';
import { TOWNS, type Town } from './words.ts';

const digits = (n: number, width: number): string => String(n).padStart(width, '0');

/** The town an address lies in. */
export const townAt = (address: string): Town => TOWNS.find(({ name }) => address.includes(name)) ?? TOWNS[0];

/** Two of three live in the three street offices. */
export const townOf = (chance: Chance): Town =>
  TOWNS[chance.percent(66) ? chance.int(0, 2) : chance.int(3, 10)] ?? TOWNS[0];

export const addressIn = (chance: Chance, town: Town): string => {
  const street = `永康市${town.name}${chance.pick(town.streets)}${chance.int(1, 398)}号`;
  return town.rural ? street : `${street}${chance.int(1, 12)}幢${chance.int(1, 18)}0${chance.int(1, 4)}室`;
};

/**
 * 不动产单元号: division 6, zone 3, sub-zone 3, parcel (GB state-owned, JC village homestead) 7, building 4 and unit 4 after F.
 * Parcels from 00101 on, so that the cast's stay free.
 */
export const units = (chance: Chance) => {
  let parcel = 100;
  return (town: Town, land: 'GB' | 'JC'): string => {
    parcel += 1;
    return `${YONGKANG}${town.zone}${digits(chance.int(1, 6), 3)}${land}${digits(parcel, 5)}F${digits(chance.int(1, 20), 4)}${digits(chance.int(1, 80), 4)}`;
  };
};

/** 不动产权证号, numbered by year from 1001 on. */
export const certificateNumbers = () => {
  const last = new Map<string, number>();
  return (registeredOn: string): string => {
    const year = registeredOn.slice(0, 4);
    const number = (last.get(year) ?? 1000) + 1;
    last.set(year, number);
    return `浙(${year})永康市不动产权第${digits(number, 7)}号`;
  };
};
