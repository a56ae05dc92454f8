/** Every rule of AwsSolutions that is not followed somewhere: where, and why. A finding that is not in this table stops synthesis. */
import { type App, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { withSecret } from './adapters.ts';
import { pascal } from './pin.ts';
import type { Settings } from './settings.ts';

interface Acknowledgement {
  readonly id: string;
  /** Paths of the constructs, in the stack named first. */
  readonly where: readonly string[];
  readonly reason: string;
}

export const acknowledgements = ({ name, publicRoutes }: Settings): readonly Acknowledgement[] => [
  {
    id: 'AwsSolutions-SQS3',
    where: ['Exchanges', 'Events', 'Certificates', 'Cases'].map((table) => `${name}Data/${table}RelayDeadLetters`),
    reason: 'It is a dead letter queue itself: of a stream, which names it as failure destination and not by redrive.',
  },
  {
    id: 'AwsSolutions-SMG4',
    where: [`${name}Data/HubSecret`],
    reason: 'Every handle and digest ever recorded derives from it; a person adds a new version beside the old.',
  },
  {
    id: 'AwsSolutions-SMG4',
    where: [`${name}Data/CredentialSecret`, `${name}Data/Sm2/Sm2Secret`],
    reason:
      'The keys of credentials and of electronic seals derive from it; another key is another issuer to every wallet and every reader.',
  },
  {
    id: 'AwsSolutions-SMG4',
    where: withSecret.map(([department]) => `${name}Data/${pascal(department)}Secret`),
    reason: 'Passwords and keys belong to the department, which changes them in its own system and tells the operator.',
  },
  {
    id: 'AwsSolutions-APIG4',
    where: publicRoutes
      ? [
          'health',
          'openapi.json',
          'docs',
          'console',
          'console--{proxy+}',
          'verify',
          'v1--certificates--jwks.json',
          'v1--credentials--status-lists--{purpose}--{list}',
          'guide--{matter}',
          'v1--credentials--types--{type}',
          '.well-known--jwt-vc-issuer',
          'v1--status-lists--{list}',
          'v1--status-lists--{list}--{purpose}',
        ]
          .map((path) => `${name}Hub/FrontDoor/Api/GET--${path}`)
          .concat(`${name}Hub/FrontDoor/Api/POST--verify`)
      : [],
    reason: 'Public by design: says nothing about anybody, has its own throttle, and can be left out (publicRoutes).',
  },
  {
    id: `AwsSolutions-IAM5[Resource::${name}Data:ExportsOutputFnGetAttBatchesBucketArn0D4ADDF3/uploads/*]`,
    where: [`${name}Hub/Batches/Batches`, `${name}Hub/Batches/BatchesWork`],
    reason: 'Names of uploaded parts are made while running; the prefix is all that is known before.',
  },
  {
    id: `AwsSolutions-IAM5[Resource::${name}Data:ExportsOutputFnGetAttBatchesBucketArn0D4ADDF3/back-fills/*]`,
    where: [`${name}Hub/Certificates/BackFills`, `${name}Hub/Certificates/BackFillsWork`],
    reason: 'As with batches, under a prefix of its own: neither may read what is handed in to the other.',
  },
  {
    id: `AwsSolutions-IAM5[Resource::${name}Data:ExportsOutputFnGetAttCasesBucketArn9CA14B37/files/*]`,
    where: [`${name}Rooms/Cases/CasePapers`, `${name}Rooms/Cases/CasesArchive`],
    reason:
      'Files of cases are named by keyed digests of what will be handed in; the prefix is all that is known before.',
  },
  {
    id: `AwsSolutions-IAM5[Resource::${name}Data:ExportsOutputFnGetAttArchivesBucketArn3B28C962/archives/*]`,
    where: [`${name}Rooms/Cases/CasesArchive`],
    reason:
      'Packages of cases are named by case and digest when they are made; the prefix is all that is known before.',
  },
  {
    id: `AwsSolutions-IAM5[Resource::${name}Data:ExportsOutputFnGetAttCertificatesBucketArn1CFD2699/keys/*]`,
    where: ['Page', 'BackFillsWork', 'CertificateOperations', 'CertificatesRelay'].map(
      (fn) => `${name}Hub/Certificates/${fn}`,
    ),
    reason: 'Names of the library’s public keys are their thumbprints; the prefix is all that is known before.',
  },
  {
    id: `AwsSolutions-IAM5[Resource::${name}Data:ExportsOutputFnGetAttCopiesBucketArn9CE79D02/copies/*]`,
    where: [`${name}Hub/Certificates/Library`, `${name}Hub/Certificates/Page`],
    reason: 'Keys of copies are content-addressed and made while running; the prefix is all that is known before.',
  },
  {
    id: `AwsSolutions-IAM5[Resource::${name}Data:ExportsOutputFnGetAttCopiesBucketArn9CE79D02/status-lists/*]`,
    where: [`${name}Hub/Certificates/StatusLists`, `${name}Hub/Certificates/StatusListsMake`],
    reason: 'Keys of status lists hold the time of their making; the prefix is all that is known before.',
  },
  {
    id: `AwsSolutions-IAM5[Resource::${name}Data:ExportsOutputFnGetAttCertificatesBucketArn1CFD2699/certificates/*]`,
    where: [
      ...['Library', 'Page', 'BackFillsWork', 'CertificateOperations', 'CertificatesRelay'].map(
        (fn) => `${name}Hub/Certificates/${fn}`,
      ),
      `${name}Hub/Credentials/Credentials`,
      `${name}Hub/PublicVerify/PublicVerify`,
      `${name}Rooms/Cases/CasesArchive`,
    ],
    reason:
      'Keys of certificates are content-addressed and made while running; the prefix is all that is known before.',
  },
];

/** Throws when an acknowledgement speaks of something that is no longer there. */
export const acknowledge = (app: App, settings: Settings): void => {
  for (const { id, where, reason } of acknowledgements(settings))
    for (const path of where) {
      const found = path.split('/').reduce<IConstruct | undefined>((at, part) => at?.node.tryFindChild(part), app);
      if (!found) throw new Error(`${id} is acknowledged for ${path}, which does not exist`);
      Validations.of(found).acknowledge({ id, reason });
    }
};
