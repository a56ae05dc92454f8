/** 办件凭据: what stands in a case ticket, read for showing it. Whether it is genuine is for the hub to say. */
import type { TicketClaims } from '#schemas/ticket.ts';

export type Ticket = Pick<
  TicketClaims,
  'case' | 'matter' | 'department' | 'parties' | 'resources' | 'level' | 'exp'
> & {
  /** As it was pasted: a compact JWS. */
  readonly text: string;
};

const part = (text: string | undefined): Record<string, unknown> => {
  const binary = atob((text ?? '').replace(/-/g, '+').replace(/_/g, '/'));
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (one) => one.charCodeAt(0))));
};

/** Undefined: this is no case ticket. Spaces and line breaks around and inside are what copying leaves. */
export const readTicket = (pasted: string): Ticket | undefined => {
  const text = pasted.replace(/\s+/g, '');
  try {
    const [head, body, signature] = text.split('.');
    if (!signature || part(head).typ !== 'onetrip-ticket+jwt') return undefined;
    const claims = part(body) as unknown as TicketClaims;
    const whole = [claims.case, claims.matter, claims.department].every((one) => typeof one === 'string');
    if (!whole || !Array.isArray(claims.parties) || !Array.isArray(claims.resources)) return undefined;
    const { case: caseId, matter, department, parties, resources, level, exp } = claims;
    return { text, case: caseId, matter, department, parties, resources, level, exp: Number(exp) };
  } catch {
    return undefined;
  }
};

const LIBRARY = 'certificates/';

/** The certificate types that the ticket opens. */
export const typesOf = ({ resources }: Pick<Ticket, 'resources'>): string[] =>
  resources.filter((one) => one.startsWith(LIBRARY)).map((one) => one.slice(LIBRARY.length));

/** The roles of the parties that it names, each once. */
export const rolesOf = ({ parties }: Pick<Ticket, 'parties'>): Ticket['parties'][number]['role'][] => [
  ...new Set(parties.map(({ role }) => role)),
];

export const secondsLeft = ({ exp }: Pick<Ticket, 'exp'>, now: number): number => Math.floor(exp - now / 1000);
