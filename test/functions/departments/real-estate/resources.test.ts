import { describe, expect, it } from 'vitest';
import * as cast from '#city/cast.ts';
import { asker, city, frontTable } from '../front-table.ts';

const table = frontTable();
const ask = asker(table, { port: () => table.current.port });

describe('real estate, asked over TCP', () => {
  it('recovers every title of the city from what the clerks typed in, for each of its holders', async () => {
    let asked = 0;
    for (const { holders, ...facts } of city.titles)
      for (const { code, name, share } of holders) {
        const answer = await ask('title', { unitNumber: facts.unitNumber, holder: code });
        expect(answer).toEqual({ ...facts, holder: code, holderName: name, share });
        asked += 1;
      }
    expect(asked).toBeGreaterThan(150);
  });

  it('lists the titles of a holder, which may be none', async () => {
    for (const { code } of [...city.people.slice(0, 40), ...city.firms.slice(0, 20)]) {
      const mine = city.titles.filter(({ holders }) => holders.some((holder) => holder.code === code));
      const answer = (await ask('titles-by-holder', { holder: code })) as { titles: { unitNumber: string }[] };
      expect(answer).toMatchObject({ holder: code, more: false });
      expect(answer.titles.map(({ unitNumber }) => unitNumber)).toEqual(mine.map((t) => t.unitNumber).sort());
    }
    expect(await ask('titles-by-holder', { holder: cast.LI_NA })).toEqual({
      holder: cast.LI_NA,
      titles: [],
      more: false,
    });
  });

  it('says of a holder that he has no home, one, or more, of shops and workshops nothing, and of what the others hold too nothing', async () => {
    const homesOf = (code: string, besides: readonly string[] = []) =>
      city.titles.filter(
        ({ use, holders }) =>
          use.includes('住宅') &&
          holders.some((holder) => holder.code === code) &&
          !holders.some((holder) => besides.includes(holder.code)),
      ).length;
    const married = city.people.filter(({ spouse }) => spouse !== undefined).slice(0, 40);
    const seen = new Set<string>();
    for (const { code, spouse = '' } of [...married, ...city.firms.slice(0, 20)] as { code: string; spouse?: string }[])
      for (const besides of [[], [spouse], [spouse, cast.CHEN_FUYING]]) {
        const homes = homesOf(code, besides);
        const said = { holder: code, ownsHome: homes > 0, ownsSeveral: homes > 1 };
        expect(await ask('home-count', { holder: code, ...(besides.length > 0 ? { besides } : {}) })).toEqual(said);
        if (homes < homesOf(code)) seen.add('held together');
        seen.add(homes > 1 ? 'several' : `${homes}`);
      }
    expect([...seen].toSorted()).toEqual(['0', '1', 'held together', 'several']);
    expect(await ask('home-count', { holder: cast.LI_NA })).toEqual({
      ...{ holder: cast.LI_NA, ownsHome: false, ownsSeveral: false },
    });
  });

  it('says yes or no about a landlord, and nothing about who is not the holder', async () => {
    expect(await ask('premises', { unitNumber: cast.WANG_SHOP, holder: cast.CHEN_FUYING })).toEqual({
      unitNumber: cast.WANG_SHOP,
      holder: cast.CHEN_FUYING,
      isHolder: true,
      commercialUse: true,
      notSeized: true,
      noObjection: true,
      notMortgaged: true,
    });
    for (const name of ['premises', 'title']) {
      expect(await ask(name, { unitNumber: cast.WANG_SHOP, holder: cast.WANG_QIANG })).toBeNull();
      expect(await ask(name, { unitNumber: '330784999999GB99999F99999999', holder: cast.CHEN_FUYING })).toBeNull();
    }
  });

  it('sees each mark of a unit in its own predicate', async () => {
    for (const { unitNumber, holders, marks, use } of city.titles)
      expect(await ask('premises', { unitNumber, holder: holders[0]!.code })).toMatchObject({
        notSeized: !marks.seized,
        noObjection: !marks.objection,
        notMortgaged: !marks.mortgaged,
        commercialUse: use.endsWith('商业服务'),
      });
  });

  it('does not show what was sold', async () => {
    const sold = city.titles.filter((_, i) => i % 10 === 9);
    const holdings = sold.map(({ unitNumber, holders }) => ask('title', { unitNumber, holder: holders[0]!.code }));
    // A unit that also stands in the history still has exactly one live row.
    expect((await Promise.all(holdings)).every((answer) => answer !== null)).toBe(true);
  });

  it('answers many at once, each about its own subject', async () => {
    const asked = city.titles.slice(0, 50).map(({ unitNumber, holders }) => ({ unitNumber, holder: holders[0]!.code }));
    const answers = await Promise.all(asked.map((question) => ask('title', question)));
    expect(answers).toEqual(asked.map((question) => expect.objectContaining(question)));
  });

  it('takes a quotation mark for a character, not for SQL', async () => {
    expect(await ask('title', { unitNumber: cast.CHEN_HOME, holder: "x' or '1'='1" })).toBeNull();
  });
});
