/** One recorded line, told: who asked whom for what, what for, on which basis. Names come from today's registry. No personal data. */
import { beijingMinute } from '#functions/kernel/beijing.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { ExchangeKind, ExchangeLine } from '#schemas/exchange.ts';
import { type Grant, type GrantedPurpose, THIRD_PARTIES } from '#schemas/grant.ts';
import type { Use } from '#schemas/uses.ts';
import { CHANGED, DONE, GROUNDS, OWN_ACTS, ROLES, SHOWN, USES_NAME, USES_RESOURCE } from './words.ts';

/** What is not in the registry any more is called by its id. */
const called = (id: string, found: { readonly name: Bilingual } | undefined): Bilingual =>
  found?.name ?? { zh: id, en: id };

const isOf =
  ({ matter, standing }: ExchangeLine) =>
  (purpose: GrantedPurpose): boolean =>
    purpose.kind === 'matter' ? purpose.matter === matter : purpose.code === standing;

const grantOf = (snapshot: IndexedSnapshot, { consumer, resource, grant }: ExchangeLine): Grant | undefined =>
  snapshot.grantsOf(consumer, resource).find(({ id }) => id === grant);

/** The ground of a list of uses as its record holds it: kind/way/reference. */
const listed = ({ ground = '' }: ExchangeLine): Bilingual => {
  const [kind = '', , reference = ''] = ground.split('/');
  const name = GROUNDS[kind] ?? { zh: kind, en: kind };
  return { zh: `${name.zh}（${reference}）`, en: `${name.en} (${reference})` };
};

const purposeOf = (line: ExchangeLine, grant: Grant | undefined): Use['purpose'] => {
  if (line.kind === 'uses') return { name: listed(line) };
  const granted = grant?.purposes.find(isOf(line));
  const code = line.matter ?? line.standing;
  const name = granted?.name ?? (code === undefined ? DONE[line.kind] : { zh: code, en: code });
  return {
    name,
    ...(granted ? { legalBasis: granted.legalBasis } : {}),
    ...(grant && grant.revision !== line.grantRevision ? { grantChanged: true } : {}),
  };
};

const joined = (names: readonly Bilingual[], language: keyof Bilingual): string =>
  names.map((name) => name[language]).join(language === 'zh' ? '、' : ', ');

/** What came of it. A pull that was refused because the certificate does not hold is recorded, and told nothing. */
const toldIn = (kind: ExchangeKind, found: boolean, fields: readonly Bilingual[]): Bilingual => {
  if (!found) return { zh: '未查到', en: 'nothing was found' };
  if (fields.length > 0) return { zh: `获知：${joined(fields, 'zh')}`, en: `told: ${joined(fields, 'en')}` };
  return kind === 'pull' ? { zh: '未获知任何内容', en: 'told nothing' } : { zh: '有结果', en: 'found' };
};

/** What an issuer or an app does of itself, for no purpose beyond it and at nobody else. */
const ownAct = (use: Omit<Use, 'text'>, { kind, at }: ExchangeLine, done: Bilingual): Use['text'] => {
  const { who, what, fields } = use;
  const [day, told] = [beijingMinute(at), toldIn(kind, true, fields)];
  const post = who.post ? `（${who.post}）` : '';
  return {
    zh: `${day}，${who.department.zh}${post}${done.zh}“${what.zh}”${fields.length > 0 ? `，${told.zh}` : ''}。`,
    en: `${day}: ${who.department.en} ${done.en} "${what.en}"${fields.length > 0 ? `; ${told.en}` : ''}.`,
  };
};

const sentence = (use: Omit<Use, 'text'>, line: ExchangeLine, done: Bilingual): Use['text'] => {
  const { who, whom, what, fields, found, purpose, ground } = use;
  const day = beijingMinute(line.at);
  const role = THIRD_PARTIES.includes(line.party) ? ROLES[line.party] : undefined;
  const told = toldIn(line.kind, found, fields);
  const basis = purpose.legalBasis;
  const changed = purpose.grantChanged === true;
  return {
    zh: `${day}，${who.department.zh}${who.post ? `（${who.post}）` : ''}因“${purpose.name.zh}”向${whom.zh}${done.zh}“${what.zh}”，${told.zh}。${role ? `您在其中为${role.zh}${ground ? `，理由：${ground}` : ''}。` : ''}${basis ? `依据：${basis}${changed ? '（授权其后有变更）' : ''}。` : ''}`,
    en: `${day}: ${who.department.en} ${done.en} "${what.en}" at ${whom.en}, for "${purpose.name.en}"; ${told.en}.${role ? ` You were the ${role.en} there.` : ''}${basis ? ` Legal basis: ${basis}${changed ? ' (the grant has been changed since)' : ''}.` : ''}`,
  };
};

/** `withOfficer`: only a supervisor reads the officer's id; whoever else reads his post. */
export const useOf = (snapshot: IndexedSnapshot, line: ExchangeLine, withOfficer: boolean): Use => {
  const { officer, ...rest } = line;
  const resource = snapshot.resource(line.resource);
  const grant = grantOf(snapshot, line);
  const post = officer === undefined ? undefined : snapshot.officer(officer)?.post;
  const ground = THIRD_PARTIES.includes(line.party)
    ? grant?.parties.find(({ role }) => role === line.party)?.ground
    : undefined;
  const use = {
    at: new Date(line.at).toISOString(),
    who: {
      department: called(line.consumer, snapshot.department(line.consumer)),
      ...(post === undefined ? {} : { post }),
    },
    whom: called(line.provider, snapshot.department(line.provider)),
    what: line.resource === USES_RESOURCE ? USES_NAME : called(line.resource, resource),
    fields: line.fields.map((pointer) =>
      called(
        pointer,
        resource?.fields.find((field) => field.pointer === pointer),
      ),
    ),
    found: line.found,
    purpose: purposeOf(line, grant),
    ...(ground === undefined ? {} : { ground }),
    record: withOfficer ? line : rest,
  };
  const changed = resource?.asked === 'change' && line.kind === 'exchange';
  const shown = line.kind === 'pull' && line.ground === 'shown';
  const done = changed ? CHANGED : shown ? SHOWN : DONE[line.kind];
  return { ...use, text: OWN_ACTS.has(line.kind) ? ownAct(use, line, done) : sentence(use, line, done) };
};
