/** How the sample library is declared. */
import type { CertificateOperation, IssueRequest } from '#schemas/certificate.ts';
import { CitizenId } from '#schemas/identifier.ts';
import type { Firm, Person } from '../../population.ts';

/** What happens to one of them afterwards: it is held, revoked, cancelled. */
export interface Later {
  readonly operation: CertificateOperation;
  readonly reason: string;
}

export interface Sample {
  /** The same on every run, and of nobody: type and place in the city. */
  readonly key: string;
  readonly request: IssueRequest;
  readonly later?: Later;
}

export const holder = ({ name, code }: Pick<Person | Firm, 'name' | 'code'>): IssueRequest['holders'][number] => ({
  name,
  code,
  codeType: CitizenId.safeParse(code).success ? '111' : '001',
});

export const SEX = { male: '男', female: '女' } as const;

export const digits = (n: number, width: number): string => String(n).padStart(width, '0');

/** The same day `years` later, the day before: 2021-05-01 for five years ends on 2026-04-30. */
export const lastDay = (from: string, years: number): string => {
  const end = new Date(`${Number(from.slice(0, 4)) + years}${from.slice(4)}T00:00:00Z`);
  return new Date(end.getTime() - 86_400_000).toISOString().slice(0, 10);
};
