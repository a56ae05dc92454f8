import { describe, expect, it } from 'vitest';
import { readPostgresSettings } from '#functions/departments/protocols/postgres-settings.ts';

const secret = (over: object) =>
  JSON.stringify({ host: '10.1.2.3', user: 'qzk_ro', password: 'pw-canary', database: 'bdcqzk', ...over });

describe('the secret of a PostgreSQL department', () => {
  it('means verified TLS unless the database is on this machine', () => {
    expect(readPostgresSettings(secret({}))).toMatchObject({ port: 5432, tls: {} });
    expect(readPostgresSettings(secret({ tls: { ca: 'PEM' } })).tls).toEqual({ ca: 'PEM' });
    expect(readPostgresSettings(secret({ host: '127.0.0.1', port: 7 }))).toMatchObject({ port: 7, tls: false });
    expect(() => readPostgresSettings(secret({ tls: false }))).toThrow('the department secret is malformed');
  });

  it.each([
    { host: '' },
    { host: '/var/run/postgresql' },
    { networks: ['0.0.0.0/0'] },
    { port: 0 },
    { password: 7 },
    { tls: true },
  ])('refuses %j without repeating anything', (over) => {
    expect(() => readPostgresSettings(secret(over))).toThrow(/^the department secret is malformed$/);
  });
});
