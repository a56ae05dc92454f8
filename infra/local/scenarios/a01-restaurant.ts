/** A1 开办餐饮店: five bodies, one window, one parcel, ten working days. */
import { approve, filedRestaurant, handOut, issueAll } from './restaurant.ts';
import { type Stage, taken } from './stage.ts';

export const BEGINS = '2017-09-24 20:00';

/** Accepted at the window on the morning of 25 September. */
export const acceptedRestaurant = async (stage: Stage): Promise<string> => {
  const id = await filedRestaurant(stage);
  await stage.to('2017-09-25 09:00');
  await taken(stage.act(id, { act: 'accept' }));
  return id;
};

/** Accepted, and licensed on the next day: from then on the permits run side by side. */
export const licensedRestaurant = async (stage: Stage): Promise<string> => {
  const id = await acceptedRestaurant(stage);
  await stage.to('2017-09-26 10:00');
  await approve(stage, id, 'company-setup');
  await issueAll(stage, id);
  return id;
};

const DAYS = [
  ['2017-09-30 09:00', 'shop-sign'],
  ['2017-09-30 15:00', 'drainage-permit'],
  ['2017-10-10 09:00', 'fire-check'],
  ['2017-10-12 16:00', 'food-licence'],
] as const;

/** Returns the number of the case. */
export const play = async (stage: Stage): Promise<string[]> => {
  const id = await licensedRestaurant(stage);
  for (const [day, task] of DAYS) {
    await stage.to(day);
    await approve(stage, id, task);
  }
  await stage.to('2017-10-13 09:00');
  await issueAll(stage, id);
  await handOut(stage, id);
  return [id];
};
