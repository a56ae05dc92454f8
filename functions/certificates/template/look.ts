/** A page template 版式模板 as data: paper, colours, and where each part of a page stands. Points (1/72 inch) from the upper left corner. */

export interface Colours {
  /** Frame and ornament. */
  readonly line: string;
  /** Between rows. */
  readonly hair: string;
  readonly title: string;
  readonly label: string;
  readonly text: string;
  /** Behind labels of a grid, heads of tables. */
  readonly tint: string;
  readonly authority: string;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface Said extends Box {
  readonly size: number;
  readonly align?: 'left' | 'center' | 'right';
  readonly spacing?: number;
  readonly colour?: string;
}

/** Sizes of the rows, roomy first; the first with which all rows stand on one page is taken. */
export interface Density {
  readonly size: number;
  readonly padding: number;
}

export interface Cells {
  /** Two stand side by side where both are short. */
  readonly columns: 1 | 2;
  readonly lines: 'rule' | 'grid' | 'none';
  /** Width of the label in each column; more where a label asks for it. */
  readonly label: number;
  readonly densities: readonly [Density, ...Density[]];
}

export interface Code {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

export interface Look {
  readonly paper: { readonly size: 'A4' | 'A5'; readonly layout: 'portrait' | 'landscape' };
  readonly colours: Colours;
  readonly frame: 'corners' | 'waves' | 'band' | 'ledger';
  readonly head: {
    /** The words 电子证照; absent: not on this page. */
    readonly mark?: Said;
    readonly title: Said;
    readonly subtitle: Said;
    /** Ornamented line below the title. */
    readonly rule?: Box;
    /** With its label before it, unless it stands alone. */
    readonly number: Said & { readonly alone?: boolean };
  };
  /** Rows begin at `y`, or below the number where that is longer; on further pages at `next`. They end at `bottom`. */
  readonly body: Box & { readonly next: number; readonly bottom: number; readonly cells: Cells };
  readonly foot: {
    /** For checks online 扫码核验. At 108 points a module of the usual code is two pixels wide at 60 dpi. */
    readonly online: Code;
    /** For checks without a network 离线核验, where there is one. */
    readonly offline: Code;
    readonly authority: Box;
    readonly note: Said;
    readonly identity: Box;
    /** Where a certificate has several pages. */
    readonly pages: Said;
  };
}
