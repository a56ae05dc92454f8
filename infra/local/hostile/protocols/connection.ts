/** What goes wrong below every protocol over HTTP, and below TLS: the same rows for each. */
import type { HttpFault } from '../../departments/http-faults.ts';
import type { Certificate, Row } from '../protocol.ts';

const http = (behaviour: string, mode: HttpFault, told: Row['told'], by?: string): Row => ({
  behaviour,
  how: { mode },
  told,
  ...(by === undefined ? {} : { by }),
});
const secure = (behaviour: string, certificate: Certificate, by: string): Row => ({
  behaviour,
  how: { certificate },
  told: 'department-error',
  by,
});

export const certificateRows: readonly Row[] = [
  secure('expired certificate', 'expired', 'CERT_HAS_EXPIRED'),
  secure('certificate for another name', 'other-name', 'ERR_TLS_CERT_ALTNAME_INVALID'),
  secure('self-signed certificate', 'self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'),
  secure('certificate of an unknown authority', 'other-authority', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
];

export const frozenRow: Row = {
  behaviour: 'half-open: stands still, socket open',
  how: { frozen: true },
  told: 'department-timeout',
  by: 'deadline',
};

export const connectionRows: readonly Row[] = [
  http('429 with Retry-After of a day', 'http-429', 'department-error', 'http-429'),
  http('404 with a secret in its text', 'http-404', 'department-answer-invalid', 'http-404'),
  http('not the protocol at all', 'no-http', 'department-error', 'HPE_'),
  http('hangs up at once', 'hang-up', 'department-error', 'ECONNRESET'),
  http('empty answer', 'empty', 'department-answer-invalid'),
  http('gzip bomb', 'gzip-bomb', 'department-answer-invalid', 'content-encoding'),
  http('52 MB, announced', 'declared-huge', 'department-answer-too-large', 'declared'),
  http('flood of 1xx answers', 'interim-flood', 'department-error', 'EINTERIM'),
  http('flood of headers', 'header-flood', 'department-error', 'HPE_HEADER_OVERFLOW'),
  http('headers, one byte each 200 ms', 'header-drip', 'department-timeout', 'deadline'),
  http('two lengths (request smuggling)', 'two-lengths', 'department-error', 'HPE_'),
  http('broken chunks', 'broken-chunks', 'department-error', 'truncated'),
  http('switches to another protocol', 'upgrade', 'department-error', 'http-101'),
  http('a second answer for the next question', 'second-answer', 'answered'),
  frozenRow,
  ...certificateRows,
];
