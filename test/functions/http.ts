/** Calls a handler as the HTTP API calls it; the scenarios do it in the same way. */
export { type Answer, type Ask, type Call, caller } from '#infra/local/scenarios/http.ts';
