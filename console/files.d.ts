/** What Vite makes of files that are no code: an address, or nothing at all. */
declare module '*.svg' {
  const address: string;
  export default address;
}
declare module '*.css';
