import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Command, count, EXIT, flag, text, url } from './command.ts'
import { parseArguments } from './parse-arguments.ts'

const command: Command = {
  name: 'play',
  summary: '',
  operand: { name: 'piece', summary: 'what to play', choices: ['sonata', 'fugue'] },
  options: [
    { name: 'base', kind: 'url', required: true, summary: 'where' },
    { name: 'token', kind: 'text', placeholder: 'token', environment: 'PLAY_TOKEN', summary: 'who' },
    { name: 'hands', kind: 'count', default: 2, least: 1, most: 4, summary: 'how many' },
    { name: 'mood', kind: 'choice', choices: ['major', 'minor'], summary: 'which' },
    { name: 'loud', kind: 'flag', summary: 'how' },
  ],
  run: async () => EXIT.ok,
}

const parse = (line: string, environment = {}) => parseArguments(command, line.split(' '), environment)

function problem(line: string, environment = {}): string {
  const parsed = parse(line, environment)
  return parsed.ok ? 'no problem' : parsed.error.message
}

test('values come checked and of their kind, written with a space or an equals sign', () => {
  const parsed = parse('fugue --base http://a.example/x --hands=4 --loud --token=a=b')
  assert.ok(parsed.ok)
  const args = parsed.value
  assert.equal(args.operand, 'fugue')
  assert.equal(url(args, 'base')?.href, 'http://a.example/x')
  assert.equal(count(args, 'hands'), 4)
  assert.equal(flag(args, 'loud'), true)
  assert.equal(text(args, 'token'), 'a=b')
})

test('defaults and the environment stand in for what is absent, and the command line wins over both', () => {
  const parsed = parse('fugue --base http://a.example', { PLAY_TOKEN: 'from outside' })
  assert.equal(parsed.ok && count(parsed.value, 'hands'), 2)
  assert.equal(parsed.ok && text(parsed.value, 'token'), 'from outside')
  const given = parse('fugue --base http://a.example --token given', { PLAY_TOKEN: 'from outside' })
  assert.equal(given.ok && text(given.value, 'token'), 'given')
})

test('each wrong word has a sentence that names it and what would be right', () => {
  const cases: readonly [string, string][] = [
    ['fugue', '--base is missing: where'],
    ['--base http://a.example', 'piece is missing: sonata or fugue'],
    ['fuge --base http://a.example', 'there is no piece "fuge"; did you mean fugue?'],
    ['waltz --base http://a.example', 'there is no piece "waltz"; there are sonata and fugue'],
    ['fugue sonata --base http://a.example', '"sonata" is one word too many'],
    ['fugue --bsae http://a.example', 'there is no option --bsae; did you mean --base?'],
    ['fugue --elephant', 'there is no option --elephant'],
    ['fugue --base', '--base needs a value: an http or https URL'],
    ['fugue --base ftp://a.example', '--base got "ftp://a.example" and wants an http or https URL'],
    ['fugue --base http://a.example --hands 5', '--hands got "5" and wants a whole number from 1 to 4'],
    ['fugue --base http://a.example --hands 1e1', '--hands got "1e1" and wants a whole number from 1 to 4'],
    ['fugue --base http://a.example --mood blue', '--mood got "blue" and wants major or minor'],
    ['fugue --base http://a.example --loud=yes', '--loud takes no value'],
  ]
  for (const [line, message] of cases) assert.equal(problem(line), message)
})

test('asking for help needs nothing else to be right', () => {
  const parsed = parse('waltz --help')
  assert.equal(parsed.ok && flag(parsed.value, 'help'), true)
})
