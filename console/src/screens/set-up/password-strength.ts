import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

const checker = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })

/** How well a password withstands guessing, 0 (at once) to 4 (ages); `known` is what an attacker would try first. */
export const strengthOf = (password: string, known: readonly string[]): number =>
  checker.check(password.slice(0, 128), [...known]).score
