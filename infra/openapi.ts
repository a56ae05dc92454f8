/** `npm run openapi`: writes docs/openapi.json, which is committed; a test makes it again and compares. */
import { writeFileSync } from 'node:fs';
import { openApiDocument } from './openapi/document.ts';

export const openApiText = (): string => `${JSON.stringify(openApiDocument(), null, 2)}\n`;

if (import.meta.main) writeFileSync(new URL('../docs/openapi.json', import.meta.url), openApiText());
