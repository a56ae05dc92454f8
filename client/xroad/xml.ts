/** As much XML as is written here. */
export const escaped = (text: string): string => text.replace(/[<>&"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** `inner` is XML already. */
export const tag = (name: string, inner: string): string => `<${name}>${inner}</${name}>`;
