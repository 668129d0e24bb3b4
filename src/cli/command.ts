/** 0: done; 1: it did not succeed; 2: the command line was wrong, and nothing was done. */
export const EXIT = { ok: 0, failed: 1, usage: 2 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** One thing the command line can do. Parsing, help and the reference page are made from this record. */
export type Command = {
  /** One word or two: `simulate`, `admin create`. */
  readonly name: string
  readonly summary: string
  readonly operand?: Operand
  readonly options: readonly Option[]
  run(args: Args, io: Io): Promise<ExitCode>
}

/** The one word that may follow the name. */
export type Operand = {
  readonly name: string
  readonly summary: string
  readonly choices?: readonly string[]
}

export type Option = {
  /** Without the dashes. */
  readonly name: string
  readonly summary: string
  readonly required?: boolean
  /** Read when the option is absent, so that a secret need not stand on a command line that others can list. */
  readonly environment?: string
} & OptionKind

export type OptionKind =
  | { readonly kind: 'flag' }
  | { readonly kind: 'text'; readonly placeholder: string; readonly default?: string }
  | { readonly kind: 'url' }
  | { readonly kind: 'count'; readonly default?: number; readonly least?: number; readonly most?: number }
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly default?: string }

/** Every command takes these. */
export const COMMON_OPTIONS: readonly Option[] = [
  { name: 'json', kind: 'flag', summary: 'Print one JSON document instead of text for people' },
  { name: 'help', kind: 'flag', summary: 'Explain the command and end' },
]

/** Checked values: options that are required or have a default are there, and of their kind. */
export type Args = {
  readonly operand: string | undefined
  readonly values: ReadonlyMap<string, OptionValue>
}
export type OptionValue = string | number | true | URL

export const flag = (args: Args, name: string): boolean => args.values.get(name) === true

export function text(args: Args, name: string): string | undefined {
  const value = args.values.get(name)
  return typeof value === 'string' ? value : undefined
}

export function count(args: Args, name: string): number | undefined {
  const value = args.values.get(name)
  return typeof value === 'number' ? value : undefined
}

export function url(args: Args, name: string): URL | undefined {
  const value = args.values.get(name)
  return value instanceof URL ? value : undefined
}

/** The outside world of a command. A test hands in strings to write to and a clock that stands still. */
export type Io = {
  readonly stdout: Output
  readonly stderr: Output
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly fetch: typeof fetch
  /** Milliseconds since the process began, never going back. */
  readonly stopwatch: () => number
  readonly sleep: (ms: number) => Promise<void>
  /** `bytes` random bytes as text that can stand in a URL. */
  readonly randomText: (bytes: number) => string
  /** Ends when somebody presses Ctrl-C or the process is told to stop; a command that waits listens to it. */
  readonly interrupted: AbortSignal
}

export type Output = {
  write(text: string): void
  readonly isTerminal: boolean
}
