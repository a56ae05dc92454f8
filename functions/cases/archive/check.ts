/** Fixity 固化校验: every package against its own name and manifests. Needs no key and no table. */
import { createHash } from 'node:crypto';
import { faultsOf } from './bag.ts';
import type { PackageName, ReadPackages } from './packages.client.ts';
import { unzipped } from './unzip.ts';

export interface Difference {
  readonly case: string;
  /** In the package; empty: the package itself. */
  readonly file: string;
  readonly fault: string;
}

const faultsIn = async ({ case: id, sha256 }: PackageName, bytes: Buffer): Promise<Difference[]> => {
  const whole = createHash('sha256').update(bytes).digest('hex') === sha256;
  const found: Difference[] = whole ? [] : [{ case: id, file: '', fault: 'differs-from-its-name' }];
  try {
    const files = await unzipped(id, bytes);
    return [...found, ...faultsOf(files).map((one) => ({ case: id, ...one }))];
  } catch {
    return [...found, { case: id, file: '', fault: 'unreadable' }];
  }
};

export interface Checked {
  readonly packages: number;
  readonly files: number;
  readonly bytes: number;
  readonly differences: readonly Difference[];
}

/** One package after the other; `say` hears how far it is. `id`: of one case only. A case with two packages has one too many. */
export const checkArchives = async (
  packages: ReadPackages,
  id: string | undefined,
  say: (so: Checked) => void,
): Promise<Checked> => {
  let so: Checked = { packages: 0, files: 0, bytes: 0, differences: [] };
  let last = '';
  for await (const name of packages.list(id)) {
    const bytes = await packages.get(name);
    const twice = name.case === last ? [{ case: name.case, file: '', fault: 'second-package' }] : [];
    const found = await faultsIn(name, bytes);
    last = name.case;
    so = {
      packages: so.packages + 1,
      files:
        so.files + (found.some(({ fault }) => fault === 'unreadable') ? 0 : (await unzipped(name.case, bytes)).size),
      bytes: so.bytes + bytes.length,
      differences: [...so.differences, ...twice, ...found],
    };
    say(so);
  }
  return so;
};
