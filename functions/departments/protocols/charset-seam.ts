export { Charset, decode, encode, refuseLossy } from './charset.ts';
