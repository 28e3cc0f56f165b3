export { default as word } from './word.js'
