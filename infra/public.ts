/** What everybody may read: health, the interface description and its page. */
import { Construct } from 'constructs';
import { publicRoutes } from '#schemas/routes/public.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';

export class PublicPages extends Construct {
  readonly api: HubFunction;

  constructor(scope: Construct, id: string, { settings, door }: House) {
    super(scope, id);
    this.api = new HubFunction(this, 'public', settings, { timeout: 10, memory: 256, says: 'Health and description' });
    this.api.tell('PUBLIC_URL', door.url);
    door.serve(this.api, publicRoutes);
  }
}
