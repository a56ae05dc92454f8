/** Structured log: one JSON line. Only the members named here can be written, so personal data has no way in. */
export interface LogLine {
  readonly event: string;
  readonly requestId?: string;
  readonly exchange?: string;
  readonly department?: string;
  readonly resource?: string;
  readonly client?: string;
  readonly code?: string;
  readonly rule?: string;
  readonly cause?: string;
  readonly ms?: number;
  readonly count?: number;
  readonly days?: number;
  readonly status?: number;
}

export const log = (level: 'info' | 'warn' | 'error', line: LogLine): void => {
  process.stdout.write(`${JSON.stringify({ level, ...line })}\n`);
};

/** A word about an unknown error that is safe to log: its class and, for AWS and Node errors, its code. Never its message. */
export const causeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? `${error.name}:${code}` : error.name;
};
