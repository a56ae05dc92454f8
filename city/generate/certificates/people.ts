/** Identity facts and residence of everybody, and a certificate for each marriage. */
import type { Person, Population } from '../../population.ts';
import { cardFrom, cardUntil } from '../cards.ts';
import { type Page, pagesOf } from '../households.ts';
import { marriagesOf } from '../marriages.ts';
import { townAt } from '../places.ts';
import { digits, holder, type Sample, SEX } from './declare.ts';

const RELATION = { head: '户主', spouse: '配偶', child: '子女', parent: '父母' } as const;
const POLICE = '永康市公安局';
const REGISTRY_OFFICE = '永康市民政局婚姻登记处';

const identity = (person: Person, i: number): Sample => {
  const [from, until] = [cardFrom(person), cardUntil(person)];
  return {
    key: `identity-facts-${i}`,
    request: {
      type: 'identity-facts',
      number: person.code,
      holders: [holder(person)],
      issuedOn: from,
      validFrom: from,
      ...(until === undefined ? {} : { validUntil: until }),
      data: {
        sex: SEX[person.sex],
        nation: '汉',
        bornOn: person.bornOn,
        address: `浙江省${person.address}`,
        issuedBy: POLICE,
      },
    },
  };
};

const residence = (person: Person, i: number, { household, page, registeredOn }: Page): Sample => ({
  key: `residence-registration-${i}`,
  request: {
    type: 'residence-registration',
    number: `${household}-${digits(page, 2)}`,
    holders: [holder(person)],
    issuedOn: registeredOn,
    validFrom: registeredOn,
    data: {
      household,
      kind: '家庭户',
      relation: RELATION[person.relation],
      sex: SEX[person.sex],
      bornOn: person.bornOn,
      address: `浙江省${person.address}`,
      registeredOn,
      office: `${POLICE}${townAt(person.address).name.slice(0, 2)}派出所`,
    },
  },
});

const REGISTRARS = ['黄怡', '卢静', '施敏'] as const;

const marriages = (people: readonly Person[]): Sample[] =>
  marriagesOf(people).flatMap(({ partners, registeredOn, number }, i) =>
    partners.length === 1
      ? []
      : [
          {
            key: `marriage-certificate-${i}`,
            request: {
              type: 'marriage-certificate',
              number,
              holders: partners.map(holder),
              issuedOn: registeredOn,
              validFrom: registeredOn,
              data: {
                registeredOn,
                office: REGISTRY_OFFICE,
                registrar: REGISTRARS[i % REGISTRARS.length] ?? REGISTRARS[0],
                partners: partners.map(({ name, sex, bornOn }) => ({
                  name,
                  sex: SEX[sex],
                  bornOn,
                  nationality: '中国',
                })),
              },
            },
          },
        ],
  );

export const samplesOfPeople = ({ people }: Population): Sample[] => {
  const pages = pagesOf(people);
  return [
    ...people.map(identity),
    ...people.flatMap((person, i) => {
      const page = pages.get(person.code);
      return page ? [residence(person, i, page)] : [];
    }),
    ...marriages(people),
  ];
};
