/** 市场监督管理局's registration system: what it answers, in its own members and codes. Invented data only. */
import type { Population } from '#city/population.ts';
import { type Reply, type RestRoutes, type RestStart, restProcess } from '../rest/process.ts';
import { today } from '../today.ts';
import { type Book, type Firm, openBook } from './book.ts';
import { clashesWith } from './names.ts';
import { openRegister, type Register } from './register.ts';

interface Start extends RestStart {
  readonly population: Population;
  readonly folder: string;
}
type Question = Readonly<Record<string, unknown>>;

const NOTHING: Reply = { code: 40401 };
const barred = new Set<string>();
let book: Book;
let register: Register;

const word = (question: Question, name: string): string => String(question[name] ?? '').trim();

const nameCheck = (question: Question): Reply => {
  const [sqrzjhm, mc] = [word(question, 'sqrzjhm'), word(question, 'mc')];
  const jsmc = clashesWith(mc, sqrzjhm, register.all());
  return { data: { sqrzjhm: sqrzjhm.toLowerCase(), mc, kybz: jsmc.length === 0 ? '1' : '0', jsmc } };
};

/** As the clerks left it: padded codes, two ways to write a date, full-width digits. */
const licence = (question: Question): Reply => {
  const firm = register.find(word(question, 'tyshxydm'));
  if (!firm) return NOTHING;
  const odd = firm.code.charCodeAt(15) % 2 === 1;
  const facts = { mc: firm.name, ztlx: Number(firm.kind), fddbr: `${firm.representativeName} `, zs: firm.address };
  const clrq = odd ? firm.establishedOn.replaceAll('-', '') : `${firm.establishedOn} 00:00:00`;
  const tyshxydm = odd ? `${firm.code}  ` : firm.code.toLowerCase();
  return {
    data: {
      tyshxydm,
      ...facts,
      clrq,
      jyfw: firm.scope,
      zczb: firm.capital,
      djzt: odd ? '１２３'[Number(firm.state) - 1] : firm.state,
    },
  };
};

/** 不予登记原因 of an application; none: it is registered. */
const reasons = (name: string, applicant: string, address: string): string[] => {
  const taken = clashesWith(name, applicant, register.all()).length > 0;
  const own = [...register.all()].some((firm) => firm.name === name && firm.representative === applicant);
  return [
    ...(taken || own ? ['01'] : []),
    ...(barred.has(applicant) ? ['02'] : []),
    // 住所 must lie in the district of the body that registers.
    ...(address.includes('永康市') ? [] : ['03']),
  ];
};

const apply = (question: Question): Reply => {
  const { ywlsh, ...rest } = question;
  const [serial, applied] = [String(ywlsh ?? ''), JSON.stringify(rest, Object.keys(rest).sort())];
  const before = book.decisions.find((decision) => decision.serial === serial);
  if (before) return before.applied === applied ? { data: before.said } : { code: 40901 };
  const same = book.decisions.find((decision) => decision.made && decision.applied === applied);
  if (same) {
    // The same man asks again for what he already has: he is shown it, nothing is registered twice.
    const said = { ...same.said, ywlsh: serial };
    book.decide({ serial, applied, said });
    return { data: said };
  }
  const [applicant, name, address] = [word(question, 'sqrzjhm'), word(question, 'mc'), word(question, 'zs')];
  const bydjyy = reasons(name, applicant, address);
  const about = { ywlsh: serial, sqrzjhm: applicant };
  if (bydjyy.length > 0) {
    const said = { ...about, zydj: '0', bydjyy };
    book.decide({ serial, applied, said });
    return { data: said };
  }
  const kind: Firm['kind'] = word(question, 'ztlx') === '1' ? '1' : '2';
  const firm: Firm = {
    code: register.codeFor({ name, kind, representative: applicant }),
    name,
    kind,
    representative: applicant,
    representativeName: word(question, 'sqrxm'),
    establishedOn: today(),
    address,
    scope: word(question, 'jyfw'),
    capital: kind === '1' ? word(question, 'zczb') : null,
    state: '1',
  };
  const said = { ...about, zydj: '1', tyshxydm: firm.code, mc: name, hzrq: firm.establishedOn.replaceAll('-', '') };
  book.decide({ serial, applied, said, made: firm });
  register.add(firm);
  return { data: said };
};

const outcome = (question: Question): Reply => {
  const found = book.decisions.find((decision) => decision.serial === word(question, 'ywlsh'));
  return found && found.said.sqrzjhm === word(question, 'sqrzjhm') ? { data: found.said } : NOTHING;
};

const routes: RestRoutes = {
  '/mcdj/jc': { reply: nameCheck },
  '/yyzz/cx': { reply: licence },
  '/sldj/sq': { reply: apply, effect: true },
  '/sldj/jg': { reply: outcome },
};

restProcess<Start>(
  ({ population, folder }) => {
    book = openBook(folder);
    register = openRegister(population, book);
    return routes;
  },
  {
    registrations: () => ({
      serials: book.decisions.filter(({ made }) => made).map(({ serial }) => serial),
      applications: book.decisions.map(({ serial }) => serial),
    }),
    bar: (applicant: string) => void barred.add(applicant),
  },
);
