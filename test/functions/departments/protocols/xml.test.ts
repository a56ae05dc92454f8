import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { all, cell, declaredEncoding, maybe, only, readXml } from '#functions/departments/protocols/xml.ts';
import { escapeXml, writeXml } from '#functions/departments/protocols/xml-write.ts';

const cause = (text: string): string => {
  try {
    return `read ${readXml(text).name}`;
  } catch (error) {
    return (error as { extra: { cause: string } }).extra.cause;
  }
};

describe('XML is read', () => {
  it('as text, prefixes resolved, sections and entities as what they stand for', () => {
    const root = readXml(
      '<?xml version="1.0" encoding="GB2312"?>\n<t:a xmlns:t="urn:t"><b xmlns="urn:b"> 007 </b><c>&lt;永康&#x4DAE;&#51;&amp;lt;<![CDATA[<d>&amp;]]></c><!-- no --><c/></t:a>',
    );
    expect([root.name, root.namespace, only(root, 'b').namespace]).toEqual(['a', 'urn:t', 'urn:b']);
    expect(cell(root, 'b')).toBe(' 007 ');
    expect(all(root, 'c').map(({ text }) => text)).toEqual(['<永康䶮3&lt;<d>&amp;', '']);
    expect(() => only(root, 'c')).toThrow('department-answer-invalid');
    expect(maybe(root, 'd')).toBeUndefined();
    expect(cell(root, 'constructor')).toBeUndefined();
  });

  it('back as it was written, whatever text stands in it', () => {
    const leaf = fc.string({ unit: 'binary' }).map((text) => text.replace(/[^\t\n\r -퟿-�\u{10000}-\u{10ffff}]/gu, ''));
    fc.assert(
      fc.property(leaf, leaf, (a, b) => {
        const root = readXml(writeXml({ r: { a, b: { c: b } } }));
        expect([cell(root, 'a'), cell(only(root, 'b'), 'c')]).toEqual([a, b]);
      }),
    );
  });

  it.each([
    ['<a><b></a></b>', 'xml:malformed'],
    ['<a>', 'xml:malformed'],
    ['</a>', 'xml:malformed'],
    ['', 'xml:malformed'],
    ['<a/><b/>', 'xml:malformed'],
    ['<a/>x', 'xml:stray-text'],
    ['x<a/>', 'xml:stray-text'],
    ['<a>]]></a>', 'xml:stray-text'],
    ['<a x="1" x="2"/>', 'xml:malformed'],
    ['<a x=1/>', 'xml:malformed'],
    ['<1/>', 'xml:malformed'],
    ['<__proto__/>', 'xml:malformed'],
    ['<a b="<"/>', 'xml:tag'],
    ['<a b="', 'xml:tag'],
    ['<p:a/>', 'xml:prefix'],
    ['<a>\u0001</a>', 'xml:character'],
    ['<a>&#1;</a>', 'xml:character'],
    ['<a>&#xD800;</a>', 'xml:character'],
    ['<a>&#x110000;</a>', 'xml:character'],
    ['<a>\ud800</a>', 'xml:character'],
    ['<a><!-- </a>', 'xml:unclosed'],
    ['<a><![CDATA[</a>', 'xml:unclosed'],
    ['<?xml version="1.0"', 'xml:unclosed'],
    ['<?xml-stylesheet href="http://169.254.169.254"?><a/>', 'xml:instruction'],
    ['<a><?php echo 1?></a>', 'xml:instruction'],
    // Names of entities are written small; another is unknown, and leaving it out would make another name of a name.
    ['<a>张&AMP;三</a>', 'xml:entity'],
    ['<a>&#X41;</a>', 'xml:entity'],
    ['<a>&constructor;</a>', 'xml:entity'],
    // Where the declaration ends must be the same for whoever reads quotes and whoever does not.
    ['<?xml version="1.0" a="?><r>1</r><!--"?><r>2</r><!-- -->', 'xml:instruction'],
    ['<?xml version="1.0" a="?><r><!--"?><!DOCTYPE r [<!ENTITY x "y">]><r>&x;<!-- --></r>', 'xml:instruction'],
    [`<?xml version="1.0" x="encoding='utf-8'" encoding="gbk"?><r/>`, 'xml:instruction'],
  ])('or refused by name: %s', (text, rule) => {
    expect(cause(text)).toBe(rule);
  });

  it('with what encoding it declares', () => {
    expect(declaredEncoding("<?xml version='1.0' encoding = 'GB18030' ?><a/>")).toBe('gb18030');
    expect(declaredEncoding('<?xml version="1.0"?><a encoding="x"/>')).toBeUndefined();
  });
});

/** Each is refused before it is parsed; nothing is read from a file or the network, because nothing could. */
const BOMBS: Readonly<Record<string, readonly [string, string]>> = {
  'external entity': ['<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'xml:doctype'],
  'parameter entity': ['<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]><a/>', 'xml:doctype'],
  'doctype in lower case': ['<!doctype a><a/>', 'xml:doctype'],
  'doctype inside': ['<a><!DOCTYPE b></a>', 'xml:doctype'],
  'billion laughs': [
    `<!DOCTYPE l [<!ENTITY a "ha">${'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'.repeat(9)}]><l>&b;</l>`,
    'xml:doctype',
  ],
  'quadratic blow-up': [
    `<!DOCTYPE a [<!ENTITY x "${'x'.repeat(100_000)}">]><a>${'&x;'.repeat(30_000)}</a>`,
    'xml:doctype',
  ],
  'entities without doctype': [`<a>${'&x;'.repeat(60_000)}</a>`, 'xml:entity'],
  'an entity in an attribute': ['<a b="&x;"/>', 'xml:entity'],
  'depth of 50,000': ['<a>'.repeat(50_000) + '</a>'.repeat(50_000), 'xml:too-long'],
  'depth of 20,000': ['<a>'.repeat(20_000) + '</a>'.repeat(20_000), 'xml:too-deep'],
  '40,000 siblings': [`<r>${'<a/>'.repeat(40_000)}</r>`, 'xml:too-many-tags'],
  '10,000 attributes': [`<a ${Array.from({ length: 10_000 }, (_, i) => `a${i}="1"`).join(' ')}/>`, 'xml:tag'],
  '49,000 open comments': [`<a>${'<!--'.repeat(49_000)}`, 'xml:unclosed'],
  '190,000 times <': ['<'.repeat(190_000), 'xml:tag'],
  '190,000 times &': [`<a>${'&'.repeat(190_000)}</a>`, 'xml:entity'],
  'a megabyte': [`<a>${'x'.repeat(1_000_000)}</a>`, 'xml:too-long'],
};

// A reader that goes over it again and again takes seconds; a busy machine, some hundredths of one.
test.each(Object.entries(BOMBS))('%s is refused at once', { retry: 2 }, (_name, [text, rule]) => {
  cause(text);
  const since = performance.now();
  expect(cause(text)).toBe(rule);
  expect(performance.now() - since).toBeLessThan(1_000);
});

test('an XInclude is an element like any other: nothing is fetched', () => {
  const root = readXml('<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd"/></a>');
  expect(only(root, 'include')).toMatchObject({ text: '', children: [] });
});

test('what XML cannot hold is not written, and named by its code point and no more', () => {
  for (const [text, point] of [
    ['王\u0000强', 'U+0000'],
    ['王\ud842', 'U+D842'],
    ['王￾', 'U+FFFE'],
  ] as const)
    try {
      escapeXml(text, '/request/name');
      expect.unreachable();
    } catch (error) {
      expect((error as { extra: unknown }).extra).toEqual({
        errors: [{ field: '/request/name', rule: `not-in-xml:${point}` }],
      });
    }
});
