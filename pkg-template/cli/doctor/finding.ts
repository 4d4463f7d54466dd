// A finding of the doctor's.

export type Level = 'mistake' | 'warning' | 'good';

export interface Finding {
  readonly level: Level;
  readonly variable: string;
  /** What was looked for. */
  readonly check: string;
  readonly message: string;
  readonly remedy?: string;
}

type FindingOf = (variable: string, check: string, message: string, remedy: string) => Finding;

export const mistake: FindingOf = (variable, check, message, remedy) => ({
  level: 'mistake',
  variable,
  check,
  message,
  remedy,
});
export const warning: FindingOf = (variable, check, message, remedy) => ({
  level: 'warning',
  variable,
  check,
  message,
  remedy,
});
