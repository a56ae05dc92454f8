import { adapter } from '#functions/exchange/adapter.ts';
import { exchangeHandler } from '#functions/exchange/exchange.handler.ts';
import { publicSecurity } from '#schemas/departments/public-security.ts';

const none = async () => null;
export const handler = exchangeHandler(adapter('public-security', publicSecurity, { 'void-card': none }));
