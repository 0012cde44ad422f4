export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** Never given what a visitor said, showed or typed. */
export interface Logger {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
}
