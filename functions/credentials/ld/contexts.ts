/**
 * The contexts that are known here, whole: none is ever fetched. The two files are the W3C's own (Verifiable Credentials Data Model 2.0 and Data
 * Integrity 1.0), under its Software and Document License.
 */
import { BASE_CONTEXT } from '#schemas/credential.ts';
import credentials from './contexts/credentials-v2.json' with { type: 'json' };
import integrity from './contexts/data-integrity-v2.json' with { type: 'json' };

/** Every name that no other context has becomes a term below this address. */
const vocabulary = (url: string) => ({ '@context': { '@vocab': url } });

const CONTEXTS: Readonly<Record<string, object>> = {
  [BASE_CONTEXT]: credentials,
  'https://w3id.org/security/data-integrity/v2': integrity,
  'https://www.w3.org/ns/credentials/examples/v2': vocabulary('https://www.w3.org/ns/credentials/examples#'),
  'https://www.w3.org/ns/credentials/undefined-terms/v2': vocabulary(
    'https://www.w3.org/ns/credentials/undefined-term#',
  ),
};

export const contextAt = (url: string): object | undefined => CONTEXTS[url];

/** Of each version that the W3C has published under the address; a credential may have been made under any of them. */
interface Digests {
  /** SHA-256, hex. */
  readonly sha256: readonly string[];
  /** SHA-384, base64. */
  readonly sha384: readonly string[];
}

/** What related resources (5.3) are compared with. */
const DIGESTS: Readonly<Record<string, Digests>> = {
  // The Recommendation of 2025, and the Candidate Recommendation of July 2024.
  [BASE_CONTEXT]: {
    sha256: [
      '59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734',
      '24a18c90e9856d526111f29376e302d970b2bd10182e33959995b0207d7043b9',
    ],
    sha384: [
      'l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU',
      'NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg',
    ],
  },
  'https://w3id.org/security/data-integrity/v2': {
    sha256: ['67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4'],
    sha384: ['DuLXYmcX+LB81Em1JdXitx/icgn8meUwieAWndKUTXk/7qRSb8YLucyhzZZRI5H2'],
  },
  'https://www.w3.org/ns/credentials/examples/v2': {
    sha256: ['57393fbc69d6efb9b9b5dc9cb6b9880b0944360abfe2eaf459c9e58cf2279d7c'],
    sha384: ['zNNbQTWCSUSi0bbz7dbua+RcENv7C6FvlmYJ1Y+I727HsPOHdzwELMYO9Mz68M26'],
  },
  'https://www.w3.org/ns/credentials/undefined-terms/v2': {
    sha256: ['82dab514ba44eb18f5d1b0f638c5e140c6a556fbfb5089601bdc0fa5eb8b2581'],
    sha384: ['sqZszdunC6Z62Zwv9S5gVY3wBjzqUcTKiG4l2epzz6u4eLr5LcKtK9omwxORhQ1o'],
  },
};

export const digestsOf = (url: string): Digests | undefined => DIGESTS[url];
