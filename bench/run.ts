/** `npm run bench -- name`: runs the bench of that name; `exchange` where none is given. Options of the bench follow the name. */
const BENCHES = {
  exchange: () => import('./exchange.ts'),
  certificate: () => import('./certificate.ts'),
  isolation: () => import('./isolation.ts'),
} as const;

const given = process.argv[2];
const name = given === undefined || given.startsWith('--') ? 'exchange' : given;
if (!Object.hasOwn(BENCHES, name))
  throw new Error(`there is no such bench; there are ${Object.keys(BENCHES).join(', ')}`);
await BENCHES[name as keyof typeof BENCHES]();
