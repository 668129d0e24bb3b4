import { type Command, EXIT, type ExitCode, flag, type Io } from './command.ts'
import { helpOn, helpOnEverything } from './help.ts'
import { nearest } from './nearest.ts'
import { parseArguments } from './parse-arguments.ts'

/** Finds the command that the words name, checks the rest, and runs it. Wrong words run nothing. */
export async function dispatch(commands: readonly Command[], words: readonly string[], io: Io): Promise<ExitCode> {
  const [first] = words
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    io.stdout.write(helpOnEverything(commands))
    return first === undefined ? EXIT.usage : EXIT.ok
  }
  const command = commands.find(({ name }) => isNamed(name, words))
  if (command === undefined) return refuse(io, unknownCommand(commands, words), helpOnEverything(commands))
  const args = parseArguments(command, words.slice(command.name.split(' ').length), io.environment)
  if (!args.ok) return refuse(io, args.error.message, helpOn(command))
  if (flag(args.value, 'help')) {
    io.stdout.write(helpOn(command))
    return EXIT.ok
  }
  return command.run(args.value, io)
}

const isNamed = (name: string, words: readonly string[]): boolean =>
  name.split(' ').every((part, i) => words[i] === part)

function unknownCommand(commands: readonly Command[], words: readonly string[]): string {
  const names = commands.map(({ name }) => name)
  const typed = words.slice(0, 2).filter((word) => !word.startsWith('-'))
  const near = nearest(typed.join(' '), names) ?? nearest(words[0] ?? '', names)
  return `there is no command "${typed.join(' ')}"${near === undefined ? '' : `; did you mean "${near}"?`}`
}

function refuse(io: Io, message: string, help: string): ExitCode {
  io.stderr.write(`muster: ${message}\n\n${help}`)
  return EXIT.usage
}
