/** The stateful stack: everything that would be lost. All its resources are retained, and their logical ids are pinned. */
import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { AskedDepartment } from '#schemas/departments/index.ts';
import { batched, withSecret } from './adapters.ts';
import { Archives } from './archives.ts';
import { CaseFiles } from './case-files.ts';
import { Copies } from './copies.ts';
import { pascal } from './pin.ts';
import { ARCHIVE_TIMEOUT, BACK_FILL_TIMEOUT, DeadLetters, RoomQueue } from './queues.ts';
import { Seal } from './seal.ts';
import { HubSecret } from './secrets.ts';
import type { Settings } from './settings.ts';
import { SigningKey } from './signing-key.ts';
import { Sm2Seal } from './sm2-seal.ts';
import {
  Alerts,
  BackFills,
  Batches,
  Breakers,
  Cases,
  Certificates,
  Credentials,
  Due,
  Events,
  Exchanges,
  Ferry,
  Intakes,
  Matters,
  Notices,
  Operations,
  Progress,
  Questions,
  Quotas,
  Registry,
  Sightings,
  Snapshots,
  Statistics,
  Subscriptions,
  Upper,
  Uses,
} from './stores.ts';
import { Uploads } from './uploads.ts';
import { Vault } from './vault.ts';

const departmentSecrets = (scope: Stack): ReadonlyMap<AskedDepartment, HubSecret> =>
  new Map(withSecret.map(([name, secret]) => [name, HubSecret.department(scope, name, secret)]));

const turnQueues = (scope: Stack): Readonly<Partial<Record<AskedDepartment, RoomQueue>>> =>
  Object.fromEntries(batched.map((name) => [name, new RoomQueue(scope, `${pascal(name)}Turns`, 'TURNS_QUEUE_URL')]));

export class Data extends Stack {
  readonly registry = new Registry(this, 'registry');
  readonly snapshots = new Snapshots(this, 'snapshots');
  readonly breakers = new Breakers(this, 'breakers');
  readonly quotas = new Quotas(this, 'quotas');
  readonly exchanges = new Exchanges(this, 'exchanges');
  readonly operations = new Operations(this, 'operations');
  readonly questions = new Questions(this, 'questions');
  readonly ferry = new Ferry(this, 'ferry');
  readonly uses = new Uses(this, 'uses');
  readonly statistics = new Statistics(this, 'statistics');
  readonly progress = new Progress(this, 'progress');
  readonly notices = new Notices(this, 'notices');
  readonly sightings = new Sightings(this, 'sightings');
  readonly alerts = new Alerts(this, 'alerts');
  readonly certificates = new Certificates(this, 'certificates');
  readonly credentials = new Credentials(this, 'credentials');
  readonly batches = new Batches(this, 'batches');
  readonly backFills = new BackFills(this, 'back-fills');
  readonly events = new Events(this, 'events');
  readonly subscriptions = new Subscriptions(this, 'subscriptions');
  readonly intakes = new Intakes(this, 'intakes');
  readonly upper = new Upper(this, 'upper');
  readonly due = new Due(this, 'due');
  readonly matters = new Matters(this, 'matters');
  readonly cases = new Cases(this, 'cases');

  readonly usesQueue = new RoomQueue(this, 'Uses', 'USES_QUEUE_URL');
  readonly catalogueQueue = new RoomQueue(this, 'Catalogue', 'CATALOGUE_QUEUE_URL');
  readonly laterQueue = new RoomQueue(this, 'Later', 'LATER_QUEUE_URL');
  readonly qualityQueue = new RoomQueue(this, 'Quality', 'QUALITY_QUEUE_URL');
  readonly noticesQueue = new RoomQueue(this, 'Notices', 'NOTICES_QUEUE_URL');
  readonly batchesQueue = new RoomQueue(this, 'Batches', 'BATCHES_QUEUE_URL');
  readonly backFillsQueue = new RoomQueue(this, 'BackFills', 'BACK_FILLS_QUEUE_URL', BACK_FILL_TIMEOUT);
  /** Turns of batches, by the department that is asked. */
  readonly turnQueues = turnQueues(this);
  readonly alertsQueue = new RoomQueue(this, 'Alerts', 'ALERTS_QUEUE_URL');
  readonly eventsQueue = new RoomQueue(this, 'Events', 'EVENTS_QUEUE_URL');
  /** What the case layer is told of certificates that its cases have used. */
  readonly casesQueue = new RoomQueue(this, 'Cases', 'CASES_QUEUE_URL');
  /** Cases that are over and not archived yet. */
  readonly caseArchivesQueue = new RoomQueue(this, 'CaseArchives', 'CASE_ARCHIVES_QUEUE_URL', ARCHIVE_TIMEOUT);
  readonly statusQueue = new RoomQueue(this, 'StatusLists', 'STATUS_QUEUE_URL');
  /** What the relay of certificates could not pass on. */
  readonly certificatesRelayDeadLetters = new DeadLetters(this, 'CertificatesRelayDeadLetters');
  /** What the relay of cases could not pass on. */
  readonly casesRelayDeadLetters = new DeadLetters(this, 'CasesRelayDeadLetters');
  /** What the relay of exchanges could not pass on. */
  readonly relayDeadLetters = new DeadLetters(this, 'ExchangesRelayDeadLetters');
  /** What the relay of events could not pass on. */
  readonly eventsRelayDeadLetters = new DeadLetters(this, 'EventsRelayDeadLetters');

  readonly seal = new Seal(this, 'Seal');
  readonly ticketKey = new SigningKey(this, 'Ticket', {
    signs: 'case tickets',
    logicalId: 'TicketKey',
    env: 'TICKET_KEY_ID',
  });
  readonly credentialKey = new SigningKey(this, 'Credential', {
    signs: 'verifiable credentials',
    logicalId: 'CredentialKey',
    env: 'CREDENTIAL_KEY_ID',
  });
  readonly hubSecret = HubSecret.master(this);
  readonly credentialSecret = HubSecret.credentials(this);
  private readonly departmentSecrets = departmentSecrets(this);
  readonly vault: Vault;
  readonly uploads: Uploads;
  readonly copies: Copies;
  readonly caseFiles: CaseFiles;
  readonly archives: Archives;
  readonly sm2Seal: Sm2Seal;

  constructor(scope: Construct, id: string, settings: Settings, props: StackProps) {
    super(scope, id, { description: 'OneTrip: what is kept', terminationProtection: true, ...props });
    this.vault = new Vault(this, 'Vault', settings);
    this.uploads = new Uploads(this, 'Uploads', this.vault.accessLog);
    this.sm2Seal = new Sm2Seal(this, 'Sm2', settings);
    this.caseFiles = new CaseFiles(this, 'CaseFiles', this.vault.accessLog);
    this.archives = new Archives(this, 'Archives', { ...settings, accessLog: this.vault.accessLog });
    this.copies = new Copies(this, 'Copies', this.vault.accessLog);
  }

  /** Throws for a department that the hub calls without knowing how. */
  secretOf(department: AskedDepartment): HubSecret {
    const found = this.departmentSecrets.get(department);
    if (!found) throw new Error(`infra/adapters.ts: ${department} is called and has no secret`);
    return found;
  }
}
