/** The files of an OFD that is not sealed yet, made of a drawing. GB/T 33190-2016, 7. */
import { pageContent, type Resources } from './content.ts';
import type { OfdFiles } from './package.ts';
import type { Drawing } from './recorder.ts';
import { fontFile } from './subset-font.ts';
import { element, file, mm, text, type Xml } from './xml.ts';

/** What OFD.xml says of the document. */
export interface DocumentInfo {
  /** 32 hexadecimal digits. */
  readonly id: string;
  readonly title: string;
  readonly author: string;
  /** Date in Beijing. */
  readonly dated?: string;
  /** 证照元数据 by name, in order. */
  readonly elements?: readonly (readonly [name: string, value: string])[];
  /** The file names the list of its signatures, which sealing adds: the name must stand in it before it is signed. */
  readonly sealed?: boolean;
}

export const SIGNATURES = 'Doc_0/Signs/Signatures.xml';

const customData = ([name, value]: readonly [string, string]): Xml =>
  element('CustomData', { Name: name }, text(value));

const main = ({ id, title, author, dated, elements = [], sealed }: DocumentInfo): Buffer => {
  const one = (name: string, value: string) => element(name, {}, text(value));
  return file(
    'OFD',
    { Version: '1.1', DocType: 'OFD' },
    element(
      'DocBody',
      {},
      element(
        'DocInfo',
        {},
        one('DocID', id),
        one('Title', title),
        one('Author', author),
        ...(dated ? [one('CreationDate', dated), one('ModDate', dated)] : []),
        one('Creator', 'OneTrip'),
        one('CreatorVersion', '1'),
        ...(elements.length > 0 ? [element('CustomDatas', {}, ...elements.map(customData))] : []),
      ),
      one('DocRoot', 'Doc_0/Document.xml'),
      ...(sealed ? [one('Signatures', SIGNATURES)] : []),
    ),
  );
};

/** Readers that do not take the embedded font look for its name, then for its family: the serif face that every Chinese machine has. */
const FALLBACK_FAMILY = '宋体';

const publicResources = (drawing: Drawing, resources: Resources): Buffer =>
  file(
    'Res',
    { BaseLoc: 'Res' },
    element('ColorSpaces', {}, element('ColorSpace', { ID: resources.colorSpace, Type: 'RGB', BitsPerComponent: 8 })),
    element(
      'Fonts',
      {},
      ...[...drawing.fonts].map(([name, font]) =>
        element(
          'Font',
          {
            ID: resources.font(name),
            FontName: font.font.familyName,
            FamilyName: FALLBACK_FAMILY,
            Charset: 'unicode',
            Serif: 'true',
          },
          element('FontFile', {}, text(`${name}.ttf`)),
        ),
      ),
    ),
  );

const pageName = (index: number): string => `Pages/Page_${index}/Content.xml`;

const root = (drawing: Drawing, pageIds: readonly number[], last: number): Buffer => {
  const [first] = drawing.pages;
  const pages: Xml[] = pageIds.map((id, i) => element('Page', { ID: id, BaseLoc: pageName(i) }));
  return file(
    'Document',
    {},
    element(
      'CommonData',
      {},
      element('MaxUnitID', {}, text(String(last))),
      element(
        'PageArea',
        {},
        element('PhysicalBox', {}, text(`0 0 ${mm(first?.width ?? 210)} ${mm(first?.height ?? 297)}`)),
      ),
      element('PublicRes', {}, text('PublicRes.xml')),
    ),
    element('Pages', {}, ...pages),
  );
};

export interface OfdDocument {
  readonly files: OfdFiles;
  readonly pageIds: readonly number[];
}

export const documentOf = (drawing: Drawing, info: DocumentInfo): OfdDocument => {
  let last = 0;
  const next = () => {
    last += 1;
    return last;
  };
  const colorSpace = next();
  const fonts = new Map([...drawing.fonts.keys()].map((name) => [name, next()]));
  const resources: Resources = { next, colorSpace, font: (name) => fonts.get(name) ?? 0 };
  const pageIds = drawing.pages.map(next);
  const contents = drawing.pages.map((page, i) => [`Doc_0/${pageName(i)}`, pageContent(page, resources)] as const);
  const files = new Map<string, Uint8Array>([
    ['OFD.xml', main(info)],
    ['Doc_0/Document.xml', root(drawing, pageIds, last)],
    ['Doc_0/PublicRes.xml', publicResources(drawing, resources)],
    ...contents,
    ...[...drawing.fonts].map(([name, font]) => [`Doc_0/Res/${name}.ttf`, fontFile(font)] as const),
  ]);
  return { files, pageIds };
};
