// Stands for a package with a native part: without its install script it does not load.
import { writeFileSync } from 'node:fs'
writeFileSync(new URL('word.js', import.meta.url), "export default 'hello'\n")
