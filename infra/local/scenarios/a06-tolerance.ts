/** A6 容缺受理: the picture of the shop sign is promised for five working days, and comes on the last but one. */
import { approve, filedRestaurant, handOut, issueAll, paper, SIX } from './restaurant.ts';
import { type Stage, taken } from './stage.ts';

export const BEGINS = '2017-09-28 20:00';
export const PICTURE = 'shop-sign/picture';

/** At the window on 29 September, all but `missing` handed in. */
export const filedWithout = async (stage: Stage, ...missing: readonly string[]): Promise<string> => {
  await stage.to('2017-09-29 09:00');
  return filedRestaurant(
    stage,
    SIX.filter((key) => !missing.includes(key)),
  );
};

export const provisional = async (stage: Stage): Promise<string> => {
  const id = await filedWithout(stage, PICTURE);
  await taken(stage.act(id, { act: 'accept', promises: [PICTURE] }));
  return id;
};

export const bringPicture = (stage: Stage, id: string) =>
  stage.act(id, { act: 'hand-in', materials: [paper(PICTURE)], onBehalf: 'wang' });

const DAYS = [
  ['2017-10-09 09:00', 'drainage-permit'],
  ['2017-10-10 09:00', 'fire-check'],
] as const;

/** 先照后证: the licence is entered and has its number before any permit is decided. */
export const licensed = async (stage: Stage): Promise<string> => {
  const id = await provisional(stage);
  await stage.to('2017-09-30 10:00');
  await approve(stage, id, 'company-setup');
  await issueAll(stage, id);
  return id;
};

/** Returns the number of the case. */
export const play = async (stage: Stage): Promise<string[]> => {
  const id = await licensed(stage);
  for (const [day, task] of DAYS) {
    await stage.to(day);
    await approve(stage, id, task);
  }
  await stage.to('2017-10-11 10:00');
  await taken(bringPicture(stage, id));
  await approve(stage, id, 'shop-sign');
  await stage.to('2017-10-13 10:00');
  await approve(stage, id, 'food-licence');
  await issueAll(stage, id);
  await handOut(stage, id);
  return [id];
};
