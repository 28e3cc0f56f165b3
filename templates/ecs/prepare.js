// Writes files and prepares volumes before the server starts; what to do stands in MCPCTL_PLAN, a step a line.
const fs = require('fs'), path = require('path');
const own = (p, id) => {
  fs.lchownSync(p, id, id);
  if (fs.lstatSync(p).isDirectory()) for (const n of fs.readdirSync(p)) own(path.join(p, n), id);
};
for (const line of process.env.MCPCTL_PLAN.split('\n')) {
  const [step, a, b, c] = line.split(' ');
  if (step === 'copy') {
    if (fs.existsSync(a)) fs.cpSync(a, b, {recursive: true, verbatimSymlinks: true});
  } else if (step === 'folder') {
    fs.mkdirSync(a, {recursive: true});
  } else if (step === 'file') {
    fs.mkdirSync(path.dirname(c), {recursive: true});
    fs.rmSync(c, {force: true});
    fs.writeFileSync(c, process.env[a], {mode: 0o600});
    fs.chmodSync(c, parseInt(b, 8));
  } else if (step === 'own') {
    own(b, Number(a));
  }
}
