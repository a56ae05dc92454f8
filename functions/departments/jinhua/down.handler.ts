/** 金华: brings down what it tells and what it offers, each minute. */
import { hubClient } from '../protocols/hub.client.ts';
import { readHubSettings } from '../protocols/hub-settings.ts';
import { departmentSettings } from '../protocols/settings.handler.ts';
import { downHandler } from '../protocols/upper/down.handler.ts';
import { MAPPED } from './resources.ts';
import { SENT_DOWN } from './sent-down.ts';

const settings = departmentSettings('jinhua', readHubSettings);

export const handler = downHandler('jinhua', hubClient(settings, { now: Date.now }), MAPPED, SENT_DOWN);
