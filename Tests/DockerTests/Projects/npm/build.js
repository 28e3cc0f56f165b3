// Needs a development dependency, as tsc is one.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { compile } from 'compiler'

mkdirSync('build', { recursive: true })
writeFileSync('build/index.js', compile(readFileSync('src/index.ts', 'utf8')))
