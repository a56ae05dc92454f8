import { expect, it } from 'vitest';
import { departments } from '#city/departments.ts';
import { officers } from '#city/officers.ts';
import { realEstateResources } from '#city/resources/real-estate.ts';
import { table } from '#infra/local/trip/table.ts';
import { width } from '#infra/local/trip/width.ts';

const COLUMNS = 120;

it('fits a terminal of 120 columns, whoever asks whom for what', () => {
  const names = departments.map(({ short, name }) => short ?? name);
  const exchanges = realEstateResources.flatMap((resource) =>
    officers.map((officer, i) => ({
      id: `${i}`,
      who: { zh: `${names[i % names.length]?.zh}${officer.name}`, en: names[i % names.length]?.en ?? '' },
      department: 'real-estate',
      departmentName: names[i % names.length] ?? { zh: '', en: '' },
      resource: resource.id,
      what: resource.name,
      protocol: resource.protocol,
      ms: 9_999,
      fields: resource.fields.map(({ pointer }) => pointer),
      notAskedFor: resource.replaces,
    })),
  );
  const title = { zh: '陈福英卖房给李娜', en: 'Chen Fuying sells her home to Li Na' };
  const text = table({ trip: 't', title, visits: 1, exchanges, issued: [], pulled: [], trouble: [] });
  expect(exchanges.length).toBeGreaterThan(10);
  expect(text.split('\n').filter((line) => width(line) > COLUMNS)).toEqual([]);
});
