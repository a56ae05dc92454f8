import type { AskedDepartment } from '#schemas/departments/index.ts';
import { adapters, askingUs, ferried, uppers, withFrontTables } from './adapters.ts';

type AdapterEntries = { readonly [D in AskedDepartment]: `functions/departments/${D}/${D}.handler.ts` };
/** One adapter per department, found by the department's name. */
const adapterEntries = Object.fromEntries(
  Object.keys(adapters).map((name) => [name, `functions/departments/${name}/${name}.handler.ts`]),
) as AdapterEntries;

type FerryEntries = {
  readonly [D in (typeof ferried)[number] as `${D}-ferry`]: `functions/departments/${D}/ferry.handler.ts`;
};
/** One landing per department that is reached by a courier. */
const ferryEntries = Object.fromEntries(
  ferried.map((name) => [`${name}-ferry`, `functions/departments/${name}/ferry.handler.ts`]),
) as FerryEntries;

type AgentEntries = {
  readonly [D in (typeof askingUs)[number] as `${D}-agent`]: `functions/departments/${D}/agent.handler.ts`;
};
/** One counter per department beside which an agent runs. */
const agentEntries = Object.fromEntries(
  askingUs.map((name) => [`${name}-agent`, `functions/departments/${name}/agent.handler.ts`]),
) as AgentEntries;

type IntakeEntries = {
  readonly [D in (typeof withFrontTables)[number] as `${D}-intake`]: `functions/departments/${D}/intake.handler.ts`;
};
/** One reader per department that puts changes into front tables. */
const intakeEntries = Object.fromEntries(
  withFrontTables.map((name) => [`${name}-intake`, `functions/departments/${name}/intake.handler.ts`]),
) as IntakeEntries;

type DownEntries = {
  readonly [D in (typeof uppers)[number] as `${D}-down`]: `functions/departments/${D}/down.handler.ts`;
};
/** One for each hub above: what comes down of it. */
const downEntries = Object.fromEntries(
  uppers.map((name) => [`${name}-down`, `functions/departments/${name}/down.handler.ts`]),
) as DownEntries;

/** Every function of the hub: its name and the handler that is its entry. Read by the bundler, the constructs and the tests. */
export const entries = {
  ...adapterEntries,
  ...ferryEntries,
  ...agentEntries,
  ...intakeEntries,
  ...downEntries,
  access: 'functions/access/access.handler.ts',
  catalogue: 'functions/catalogue/catalogue.handler.ts',
  'catalogue-events': 'functions/catalogue/events.handler.ts',
  library: 'functions/certificates/library.handler.ts',
  page: 'functions/certificates/page.handler.ts',
  'public-verify': 'functions/certificates/public-verify.handler.ts',
  'back-fills': 'functions/certificates/back-fills/back-fills.handler.ts',
  'back-fills-work': 'functions/certificates/back-fills/work.handler.ts',
  'certificate-operations': 'functions/certificates/operations/operations.handler.ts',
  'certificates-relay': 'functions/certificates/relay/relay.handler.ts',
  'status-lists': 'functions/certificates/status/status-lists.handler.ts',
  'status-lists-make': 'functions/certificates/status/make.handler.ts',
  credentials: 'functions/credentials/credentials.handler.ts',
  matters: 'functions/matters/matters.handler.ts',
  guides: 'functions/matters/guides.handler.ts',
  cases: 'functions/cases/cases.handler.ts',
  'case-papers': 'functions/cases/papers/papers.handler.ts',
  'cases-relay': 'functions/cases/relay/relay.handler.ts',
  'cases-events': 'functions/cases/events.handler.ts',
  'cases-archive': 'functions/cases/archive/archive.handler.ts',
  exchanges: 'functions/supervision/exchanges.handler.ts',
  batches: 'functions/batches/batches.handler.ts',
  'batches-work': 'functions/batches/work.handler.ts',
  uses: 'functions/supervision/uses.handler.ts',
  'uses-list': 'functions/uses/uses-list.handler.ts',
  'uses-beat': 'functions/uses/beat.handler.ts',
  statistics: 'functions/statistics/statistics.handler.ts',
  'statistics-roll-up': 'functions/statistics/roll-up.handler.ts',
  entries: 'functions/departments/protocols/entry/entries.handler.ts',
  'later-due': 'functions/departments/protocols/waiting/due.handler.ts',
  upper: 'functions/departments/protocols/upper/upper.handler.ts',
  quality: 'functions/quality/quality.handler.ts',
  'quality-events': 'functions/quality/events.handler.ts',
  notices: 'functions/notices/notices.handler.ts',
  'notices-due': 'functions/notices/due.handler.ts',
  alerts: 'functions/alerts/alerts.handler.ts',
  'alerts-watch': 'functions/alerts/watch.handler.ts',
  'exchanges-relay': 'functions/relay/exchanges.handler.ts',
  events: 'functions/events/events.handler.ts',
  'events-deliver': 'functions/events/deliver.handler.ts',
  'events-relay': 'functions/events/relay.handler.ts',
  'due-drain': 'functions/due/drain.handler.ts',
  public: 'functions/public/public.handler.ts',
  console: 'functions/console/console.handler.ts',
} as const satisfies Record<string, `functions/${string}.handler.ts`>;

export type FunctionName = keyof typeof entries;
export const functionNames = Object.keys(entries) as FunctionName[];

const NOTO = 'node_modules/@expo-google-fonts/noto-serif';
/** A character is drawn with the first of them that has it (functions/certificates/fonts.ts). */
const fonts = {
  'font.ttf': `${NOTO}-sc/400Regular/NotoSerifSC_400Regular.ttf`,
  'font-jp.ttf': `${NOTO}-jp/400Regular/NotoSerifJP_400Regular.ttf`,
  'font-hk.ttf': `${NOTO}-hk/400Regular/NotoSerifHK_400Regular.ttf`,
};

/** Files that travel beside a bundle: name in the asset, path in the repository. */
export const beside: Partial<Record<FunctionName, Record<string, string>>> = {
  page: fonts,
  'back-fills-work': fonts,
  'cases-archive': fonts,
};
