/**
 * Prints a case ticket 办件凭据 of the running city, good for ten minutes, where no case is at hand that would give one:
 *   node infra/local/ticket.ts fire fire-check housing/building-fire-acceptance applicant=330784198506149995
 * The asking department, the matter, the resource, and the parties by their roles; --level predicate for a yes or no.
 * The keys are read from the data folder: ONETRIP_DATA, or .onetrip/.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { departments } from '#city/departments.ts';
import { matters } from '#city/matters.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { PartyRole } from '#schemas/grant.ts';
import { ResourceId, SubjectCode } from '#schemas/identifier.ts';
import { Level } from '#schemas/resource.ts';
import { keptSecret } from './engines/secrets.ts';
import { readSignIn } from './oidc/keys.ts';
import { issueTicket, type TicketFor } from './tickets.ts';

const USAGE =
  'Usage: node infra/local/ticket.ts <department> <matter> <department/resource> <role>=<code> … [--level predicate]';

const known = (all: readonly { readonly id: string }[], what: string, id = ''): string => {
  if (all.some((one) => one.id === id)) return id;
  throw new Error(`No ${what} "${id}"; known are ${all.map((one) => one.id).join(', ')}. ${USAGE}`);
};

const party = (word: string): TicketFor['parties'][number] => {
  const [role, code] = word.split('=');
  const [asRole, asCode] = [PartyRole.safeParse(role), SubjectCode.safeParse(code)];
  if (!asRole.success) throw new Error(`A role is one of ${PartyRole.options.join(', ')}. ${USAGE}`);
  if (!asCode.success) throw new Error(`The code of the ${role} is none of a person or a firm. ${USAGE}`);
  return { role: asRole.data, code: asCode.data };
};

/** Returns what to print. `now`: epoch ms. Throws one clear line, without a code in it. */
export const run = async (words: readonly string[], dataDir: string, now: number): Promise<string> => {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { level: { type: 'string', default: 'fields' } },
  });
  const [department, matter, resource, ...parties] = positionals;
  const level = Level.safeParse(values.level);
  if (!level.success) throw new Error(`A level is one of ${Level.options.join(', ')}. ${USAGE}`);
  if (!ResourceId.safeParse(resource).success || parties.length === 0) throw new Error(USAGE);
  const ticket: TicketFor = {
    case: '330784-2026-000001',
    department: known(departments, 'department', department),
    matter: known(matters, 'matter', matter),
    resources: [String(resource)],
    parties: parties.map(party),
    level: level.data,
    now,
  };
  const [key, secret] = [readSignIn(dataDir)?.tickets, keptSecret(join(dataDir, 'secrets.json'), 'hubsecret')];
  if (!key || !secret) throw new Error(`No running city in ${dataDir}: start it with npm start, or set ONETRIP_DATA.`);
  return issueTicket(ticket, { key, hubKeys: hubKeys(secret) });
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    console.log(await run(process.argv.slice(2), process.env.ONETRIP_DATA ?? '.onetrip', Date.now()));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
