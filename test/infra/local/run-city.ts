/** A city in a process of its own, so that a test can interrupt it. Says where it stands as one JSON line. */
import { up } from '#infra/local/up.ts';

const city = await up({
  port: Number(process.env.PORT ?? 0),
  ...(process.env.ONETRIP_DATA ? { data: process.env.ONETRIP_DATA } : {}),
  freeze: process.env.FREEZE === '1',
  departments: ['real-estate'],
});
await city.instances('public', 2);
const ports = [city.url, city.issuer, city.pool.functions[0] && (await city.admin.s3.config.endpoint?.())?.port].map(
  (at) => Number(typeof at === 'string' ? new URL(at).port : at),
);
process.stdout.write(`${JSON.stringify({ url: city.url, ports: [...ports, city.departments['real-estate'].port] })}\n`);
