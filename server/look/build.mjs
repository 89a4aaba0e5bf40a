// Builds the look into the folder given (server/target/classes/static/assets): css, js, fonts, images.
// Does nothing, in well under a second, when nothing it reads is newer than its last build.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const here = import.meta.dirname;
const out = resolve(process.argv[2] ?? join(here, '../target/classes/static/assets'));
const stamp = join(out, '.built');
const inputs = ['build.mjs', 'package.json', 'package-lock.json', 'src', 'js', 'img', 'fonts'].map(n => join(here, n));

const newest = path => {
  const at = statSync(path);
  return at.isDirectory()
    ? Math.max(at.mtimeMs, ...readdirSync(path).map(name => newest(join(path, name))))
    : at.mtimeMs;
};
const time = path => (existsSync(path) ? statSync(path).mtimeMs : 0);

if (Math.max(...inputs.map(newest)) <= time(stamp)) process.exit(0);
const started = new Date();

const modules = join(here, 'node_modules');
if (time(join(here, 'package-lock.json')) > time(join(modules, '.package-lock.json'))) {
  execFileSync('npm', ['ci', '--no-fund', '--no-audit', '--ignore-scripts', '--loglevel=error'], { cwd: here, stdio: 'inherit' });
  if (existsSync(join(modules, '.package-lock.json'))) utimesSync(join(modules, '.package-lock.json'), started, started);
}

const { compile } = await import('sass');
rmSync(out, { recursive: true, force: true });
for (const folder of ['css', 'js', 'img', 'fonts']) mkdirSync(join(out, folder), { recursive: true });
for (const sheet of ['akoma', 'field', 'plain']) {
  const { css } = compile(join(here, 'src', `${sheet}.scss`), {
    style: 'compressed',
    loadPaths: [here, modules], // MoJ imports "node_modules/govuk-frontend" literally
    quietDeps: true,
  });
  writeFileSync(join(out, 'css', `${sheet}.css`), css);
}
for (const folder of ['js', 'img', 'fonts']) cpSync(join(here, folder), join(out, folder), { recursive: true });
cpSync(join(modules, 'htmx.org/dist/htmx.min.js'), join(out, 'js/htmx.js'));

writeFileSync(stamp, '');
utimesSync(stamp, started, started);
