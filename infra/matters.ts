/** 事项: the catalogue of matters, its bundles and the review. */
import { Construct } from 'constructs';
import { guideRoutes, matterRoutes } from '#schemas/routes/matters.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';

export class Matters extends Construct {
  constructor(scope: Construct, id: string, { settings, data, door }: House) {
    super(scope, id);
    const api = new HubFunction(this, 'matters', settings, {
      timeout: 20,
      memory: 1024,
      says: '事项: matters, bundles, review',
    });
    data.snapshots.mayRead(api);
    data.matters.mayRead(api);
    data.hubSecret.mayBeReadBy(api);
    door.serve(api, matterRoutes);
  }
}

/** 服务指南: what everybody may read stands in the door's stack, and reads nothing but the catalogue of matters. */
export class Guides extends Construct {
  constructor(scope: Construct, id: string, { settings, data, door }: House) {
    super(scope, id);
    const pages = new HubFunction(this, 'guides', settings, { timeout: 10, says: '服务指南: public guides' });
    data.matters.mayRead(pages);
    door.serve(pages, guideRoutes);
  }
}
