/** Wiring of the public guides. */
import { api } from '#functions/kernel/api.handler.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { guideRoutes } from '#schemas/routes/matters.ts';
import { guidePage } from './guides.ts';
import { mattersHolder } from './held.ts';
import { mattersStore } from './matters.store.ts';

const env = environment('MATTERS_TABLE');
const matters = mattersHolder(mattersStore(dynamodb(), env.MATTERS_TABLE), steadyClock());

export const handler = api(guideRoutes, { guidePage: guidePage({ matters }) });
