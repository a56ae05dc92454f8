/** The electronic certificate library: one function reads, the other draws pages and seals. */
import { Construct } from 'constructs';
import { libraryRoutes, pageRoutes } from '#schemas/routes/certificates.ts';
import { copyRoutes } from '#schemas/routes/copies.ts';
import { showingRoutes } from '#schemas/routes/showing.ts';
import { backFills } from './back-fills.ts';
import { certificateOperations } from './certificate-operations.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';
import { statusLists } from './status-lists.ts';

export class CertificateLibrary extends Construct {
  readonly library: HubFunction;
  readonly page: HubFunction;

  constructor(scope: Construct, id: string, house: House) {
    super(scope, id);
    const { settings, data, door } = house;
    this.library = new HubFunction(this, 'library', settings, { timeout: 15, says: '证照库: find, pull, verify' });
    // A page needs the whole font in memory and, the first of an instance, 0.2 s of a whole processor, which is what 1769 MB buy.
    this.page = new HubFunction(this, 'page', settings, { timeout: 25, memory: 1769, says: '制证: issue, copy' });
    for (const fn of [this.library, this.page]) {
      data.snapshots.mayRead(fn);
      data.exchanges.mayRecord(fn);
      data.quotas.mayCount(fn);
      data.hubSecret.mayBeReadBy(fn);
    }
    this.page.tell('PUBLIC_URL', door.url);
    data.certificates.mayPull(this.library);
    data.vault.mayRead(this.library);
    data.seal.mayShow(this.library);
    data.certificates.mayIssue(this.page);
    data.vault.mayKeep(this.page);
    data.vault.mayKeepKeys(this.page);
    data.seal.mayPress(this.page);
    data.sm2Seal.mayPress(this.page);
    data.copies.mayRedeem(this.library);
    data.copies.mayMake(this.page);
    door.serve(this.library, { ...libraryRoutes, ...copyRoutes, ...showingRoutes });
    door.serve(this.page, pageRoutes);
    backFills(this, house);
    certificateOperations(this, house);
    statusLists(this, house);
  }
}
