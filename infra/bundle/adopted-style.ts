/**
 * In the place of the modules through which Ant Design and its icons write every style (@rc-component/util, @ant-design/icons): here each
 * becomes an adopted style sheet (CSSOM), which `style-src 'self'` allows, where a style element would need a nonce in every page.
 */
interface Options {
  readonly prepend?: boolean | 'queue';
  readonly priority?: number;
}

interface Held {
  readonly sheet: CSSStyleSheet;
  /** Prepended ones stand before the others, and among themselves by priority. */
  readonly rank: number;
  /** What callers mark and never insert. */
  readonly node: HTMLStyleElement;
  css: string;
}

const held = new Map<string, Held>();

const rankOf = ({ prepend, priority = 0 }: Options): number =>
  prepend === 'queue' ? priority : prepend ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;

const put = ({ sheet, rank }: Held): void => {
  const all = [...held.values()];
  const behind = document.adoptedStyleSheets.findIndex(
    (one) => (all.find((other) => other.sheet === one)?.rank ?? 0) > rank,
  );
  document.adoptedStyleSheets.splice(behind < 0 ? document.adoptedStyleSheets.length : behind, 0, sheet);
};

let unnamed = 0;

export const updateCSS = (css: string, key: string, options: Options = {}): HTMLStyleElement => {
  const found = held.get(key);
  if (found) {
    if (found.css !== css) found.sheet.replaceSync(css);
    found.css = css;
    return found.node;
  }
  const made = { sheet: new CSSStyleSheet(), rank: rankOf(options), node: document.createElement('style'), css };
  made.sheet.replaceSync(css);
  held.set(key, made);
  put(made);
  return made.node;
};

export const injectCSS = (css: string, options: Options = {}): HTMLStyleElement => {
  unnamed += 1;
  return updateCSS(css, `unnamed-${unnamed}`, options);
};

export const removeCSS = (key: string): void => {
  const found = held.get(key);
  if (!found) return;
  held.delete(key);
  document.adoptedStyleSheets.splice(document.adoptedStyleSheets.indexOf(found.sheet), 1);
};

export const clearContainerCache = (): void => {};

/** Of the icons' module: nothing here stands in a shadow tree, and what is wrong is said by the compiler. */
export const getShadowRoot = (): undefined => undefined;
export const warningOnce = (): void => {};
