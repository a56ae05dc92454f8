/** What `import.meta.url` becomes in CommonJS; some packages resolve files beside them by it while they load. */
import { pathToFileURL } from 'node:url';

export const importMetaUrl = pathToFileURL(__filename).href;
