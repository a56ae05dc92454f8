/** The page templates 版式模板 by the names that types give them. A new one is a file beside this, a line here and a word in PageTemplate. */
import type { PageTemplate } from '#schemas/certificate.ts';
import { card } from './card.ts';
import { licence } from './licence.ts';
import type { Look } from './look.ts';
import { plain } from './plain.ts';
import { statement } from './statement.ts';
import { title } from './title.ts';

export const LOOKS: Readonly<Record<PageTemplate, Look>> = { plain, licence, title, statement, card };
