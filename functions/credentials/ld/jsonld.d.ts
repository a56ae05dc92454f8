/** As much of jsonld 9 as is called here; the package brings no types. */
declare module 'jsonld' {
  interface RemoteDocument {
    readonly contextUrl: null;
    readonly documentUrl: string;
    readonly document: object;
  }
  interface Options {
    readonly documentLoader: (url: string) => Promise<RemoteDocument>;
    /** Throws where something of the document would be lost. */
    readonly safe: true;
  }
  const jsonld: {
    expand(document: object, options: Options): Promise<readonly unknown[]>;
    canonize(
      document: object,
      options: Options & { readonly algorithm: 'RDFC-1.0'; readonly format: string },
    ): Promise<string>;
  };
  export default jsonld;
}
