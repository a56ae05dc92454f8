/** The restaurant of the scenarios, as the tests of the room take it down. */
export { BODIES, LICENSED, paper, type RestaurantTask, restaurant, SIX } from '#infra/local/scenarios/restaurant.ts';
