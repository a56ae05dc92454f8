/** The W3C's own suites that are run against a hub: folder of each checkout, and who implements what, as the suite asks for it. */

interface Endpoint {
  readonly id: string;
  readonly endpoint: string;
  readonly tags: readonly string[];
  readonly options?: object;
  readonly supportedEcdsaKeyTypes?: readonly string[];
  readonly supports?: object;
}

export interface Suite {
  /** Name of the repository below github.com/w3c, and of its folder. */
  readonly folder: string;
  readonly implementation: (gateway: string, dids: Dids) => Readonly<Record<string, readonly Endpoint[]>>;
}

/** Issuer identifiers of the hub by key. */
export interface Dids {
  readonly p256: string;
  readonly ed25519: string;
}

const VC2 = { vc: ['2.0'] };

const issuer = (gateway: string, id: string, cryptosuite: string, tags: readonly string[], more: object = {}) => ({
  id,
  endpoint: `${gateway}/v1/credentials/issue`,
  options: { cryptosuite },
  supports: VC2,
  tags,
  ...more,
});
const verifier = (gateway: string, tags: readonly string[], more: object = {}) => ({
  id: gateway,
  endpoint: `${gateway}/v1/credentials/verify`,
  supports: VC2,
  tags,
  ...more,
});

export const suites: readonly Suite[] = [
  {
    folder: 'vc-data-model-2.0-test-suite',
    implementation: (gateway, { p256 }) => ({
      issuers: [
        issuer(gateway, p256, 'ecdsa-jcs-2019', ['vc2.0']),
        issuer(gateway, p256, 'vc+jwt', ['EnvelopingProof']),
      ],
      verifiers: [verifier(gateway, ['vc2.0', 'EnvelopingProof'])],
      vpVerifiers: [
        { id: gateway, endpoint: `${gateway}/v1/presentations/verify`, tags: ['vc2.0', 'EnvelopingProof'] },
      ],
    }),
  },
  {
    folder: 'vc-di-ecdsa-test-suite',
    implementation: (gateway, { p256 }) => ({
      issuers: [issuer(gateway, p256, 'ecdsa-jcs-2019', ['ecdsa-jcs-2019'], { supportedEcdsaKeyTypes: ['P-256'] })],
      verifiers: [verifier(gateway, ['ecdsa-jcs-2019'], { supportedEcdsaKeyTypes: ['P-256', 'P-384'] })],
    }),
  },
  {
    folder: 'vc-di-eddsa-test-suite',
    implementation: (gateway, { ed25519 }) => ({
      issuers: [issuer(gateway, ed25519, 'eddsa-jcs-2022', ['eddsa-jcs-2022'])],
      verifiers: [verifier(gateway, ['eddsa-jcs-2022'])],
    }),
  },
  {
    folder: 'vc-bitstring-status-list-test-suite',
    implementation: (gateway, { p256 }) => ({
      issuers: [issuer(gateway, p256, 'ecdsa-jcs-2019', ['BitstringStatusList', 'Revocation', 'Suspension'])],
      verifiers: [verifier(gateway, ['BitstringStatusList'])],
    }),
  },
];
