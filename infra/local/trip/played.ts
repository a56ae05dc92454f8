/** `npm start` plays two stories side by side, in cases that it keeps: the restaurant and the house. */
import type { LocalCity } from '../city.ts';
import { house } from './house.ts';
import type { KeptTrip } from './kept.ts';
import type { Played, TripLog } from './log.ts';
import { playOf } from './officer.ts';
import { openRestaurant } from './restaurant.ts';

/** Milliseconds that the window waits for an answer that is under way. */
const PATIENCE = 20_000;

export const bothStories = async (
  city: LocalCity,
  kept: KeptTrip,
): Promise<{ readonly restaurant: TripLog; readonly house: Played }> => {
  const play = playOf(city, kept.trip, PATIENCE);
  const [restaurant, sold] = await Promise.all([openRestaurant(play, kept), house(play, kept)]);
  return { restaurant, house: sold };
};
