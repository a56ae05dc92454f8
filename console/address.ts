/** A route's key and what it takes, as method and address. */

export interface Sent {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** "GET /v1/certificates/{identifier}" and what it takes, as method and address. */
export const addressed = (key: string, { params = {}, query = {} }: Sent): { method: string; path: string } => {
  const [method = '', template = ''] = key.split(' ');
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const asked = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
  return { method, path: asked.size > 0 ? `${path}?${asked}` : path };
};
