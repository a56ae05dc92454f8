import { expect, it } from 'vitest';
import { throttle } from '#infra/local/gateway/throttle.ts';
import { fixture } from '../fixture.ts';

it('lets a burst through, then the rate, each route by itself', () => {
  const deployed = fixture({});
  deployed.add('AWS::ApiGatewayV2::Stage', 'stage', {
    DefaultRouteSettings: { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 5 },
    RouteSettings: { 'GET /health': { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2 } },
  });
  let now = 0;
  const admit = throttle(deployed, () => now);
  const admitted = (key: string, calls: number) =>
    Array.from({ length: calls }, () => admit(key)).filter(Boolean).length;
  expect(admitted('POST /a', 20)).toBe(5);
  expect(admitted('GET /health', 20)).toBe(2);
  expect(admitted('POST /b', 20)).toBe(5);
  now = 300;
  expect(admitted('POST /a', 20)).toBe(3);
  expect(admitted('GET /health', 20)).toBe(0);
  now = 100_000;
  expect(admitted('POST /a', 20)).toBe(5);
  deployed.remove();
});

it('admits everything without a stage', () => {
  const deployed = fixture({});
  expect(throttle(deployed)('GET /x')).toBe(true);
  deployed.remove();
});
