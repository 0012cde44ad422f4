/** Command-line arguments: `--name value`, `--flag`, and the rest in order. */
export interface Arguments {
  readonly rest: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
}

/**
 * @param known names that take a value, and names that do not
 * @throws Error naming an option that is not known or lacks its value
 */
export function parseArguments(argv: readonly string[], known: { readonly values: readonly string[]; readonly flags: readonly string[] }): Arguments {
  const rest: string[] = [];
  const flags = new Set<string>();
  const values = new Map<string, string>();
  for (let i = 0; i < argv.length; i += 1) {
    const argument = argv[i]!;
    const name = argument.slice(2);
    if (!argument.startsWith('--')) rest.push(argument);
    else if (known.flags.includes(name)) flags.add(name);
    else if (known.values.includes(name)) {
      const value = argv[i + 1];
      if (value === undefined) throw new Error(`--${name} needs a value`);
      values.set(name, value);
      i += 1;
    } else throw new Error(`--${name} is not known (known: ${[...known.values, ...known.flags].map((option) => `--${option}`).join(', ')})`);
  }
  return { rest, flags, values };
}

/** Runs a command line: what it throws becomes one line on standard error and exit code 1. */
export function main(run: () => Promise<void>): void {
  run().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
}
