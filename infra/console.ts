/** The pages for people: the officers' desk, and the page on which anybody verifies a certificate. Its role may nothing but log. */
import { Construct } from 'constructs';
import { consoleRoutes } from '#schemas/routes/console.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';

export class Console extends Construct {
  readonly api: HubFunction;

  constructor(scope: Construct, id: string, { settings, door }: House) {
    super(scope, id);
    this.api = new HubFunction(this, 'console', settings, { timeout: 10, memory: 512, says: '工作台: static pages' });
    this.api.tell('ISSUER', settings.issuer);
    this.api.tell('CONSOLE_CLIENT', settings.consoleClient);
    this.api.tell('TOKEN_ORIGIN', settings.tokenOrigin ?? settings.issuer);
    door.serve(this.api, consoleRoutes);
  }
}
