/** Who may do what, written down a second time and from the law alone. It knows nothing of how the hub decides. */
export interface Tuple {
  readonly op: string;
  /** Who works for a firm is no part of the administration: nothing of all this is his, not even to read. */
  readonly role: string;
  /** The caller's, and the one that answers for the resource. The grant is housing's. */
  readonly department: string;
  readonly owner: string;
  readonly sharing: string;
  /** Of the grant; for what concerns the resource itself: of the resource. */
  readonly state: string;
  readonly party: string;
}

const IN_FORCE_OR_WAITING = ['requested', 'checked', 'agreed', 'active', 'expired'];
const TAKEN = ['requested', 'returned', 'checked', 'active', 'expired'];

export const mayBeDone = ({ op, role, department, owner, sharing, state, party }: Tuple): boolean => {
  const is = (...states: string[]) => states.includes(state);
  const asks = ['system', 'window-officer', 'approval-officer'].includes(role);
  const manages = ['system', 'catalogue-manager', 'registry-manager'].includes(role);
  const [authority, consumer, shares] = [
    department === 'data-authority',
    department === 'housing',
    sharing !== 'withheld',
  ];
  const decides = department === owner || authority;
  const applies = consumer && !decides && is(...(sharing === 'unconditional' ? TAKEN : ['requested', 'returned']));
  const notToHim = party === 'landlord fact' || party.startsWith('spouse');
  const answered = asks && consumer && shares && is('active') && !notToHim;
  if (['ask', 'check', 'batch', 'events'].includes(op)) return answered && op !== 'events';
  const may: Readonly<Record<string, boolean>> = {
    'put-grant': manages && shares && ((decides && is(...IN_FORCE_OR_WAITING)) || applies),
    'formal-check': manages && authority && is('requested', 'checked'),
    agree: manages && decides && (is('active') || (shares && is(...IN_FORCE_OR_WAITING))),
    refuse: manages && decides && is('requested', 'checked', 'refused'),
    provide: manages && decides && (is('active') || (shares && is('agreed'))),
    suspend: manages && decides && is('active', 'suspended'),
    resume: manages && decides && is('active', 'suspended'),
    revoke: manages && decides,
    dispute: manages && consumer && is('refused'),
    'grant-impact': decides || consumer,
    'read-resource': decides || !is('draft'),
    use: decides,
    'put-resource': manages && decides && !is('withdrawn'),
    'draft-version': manages && decides && !is('draft'),
    deprecate: manages && decides && is('published', 'deprecated'),
    'suspend-resource': manages && decides,
    'resource-impact': manages && decides,
    calendar: manages && authority,
    clock: manages && authority,
  };
  return role !== 'intermediary-officer' && (may[op] ?? false);
};
