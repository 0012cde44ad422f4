/** One mistake in a shop's files, told so that its owner can mend it. */
export interface PackProblem {
  readonly file: string;
  /** 1 is the first line of the file; absent when the whole file is meant. */
  readonly line?: number;
  readonly message: string;
}

export class PackError extends Error {
  override readonly name = 'PackError';
  readonly problems: readonly PackProblem[];

  constructor(problems: readonly PackProblem[]) {
    super(problems.map(describeProblem).join('\n'));
    this.problems = problems;
  }
}

export function describeProblem({ file, line, message }: PackProblem): string {
  return `${file}${line === undefined ? '' : `:${line}`}: ${message}`;
}
