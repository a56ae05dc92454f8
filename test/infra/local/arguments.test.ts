import { expect, it } from 'vitest';
import { wish } from '#infra/local/arguments.ts';

it('takes the port and the folder from the environment, and an empty variable for none', () => {
  const usual = { once: false, city: { port: 3784, data: '.onetrip', dev: false, quiet: true } };
  expect(wish([], {})).toEqual(usual);
  expect(wish([], { PORT: '', ONETRIP_DATA: '' })).toEqual(usual);
  expect(wish(['--dev'], { PORT: '8080', ONETRIP_DATA: '/data' }).city).toEqual({
    port: 8080,
    data: '/data',
    dev: true,
    quiet: false,
  });
});

it('plays the trip once on free ports and in memory, whatever the environment says', () => {
  expect(wish(['--once'], { PORT: '8080', ONETRIP_DATA: '/data' })).toEqual({
    once: true,
    city: { port: 0, quiet: true },
  });
});

it.each(['abc', '-1', '65535', '70000', '80.5', '1e3'])('refuses the port %s in one line', (PORT) => {
  expect(() => wish([], { PORT })).toThrow(/^PORT is a whole number up to 65534 .*"$/);
});

it.each([['--onec'], ['once'], ['--once=yes']])('refuses %s in one line', (word) => {
  expect(() => wish([word], {})).toThrow(/^npm start knows --once and nothing else.*$/);
});
