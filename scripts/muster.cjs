#!/usr/bin/env node
'use strict'

const { run } = require('./run.cjs')
const { reportAndExit } = require('./setup.cjs')

run('src/cli/main.ts', process.argv.slice(2)).catch(reportAndExit)
