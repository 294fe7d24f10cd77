// Bundles every src/*.js into wwwroot/ui as one ES module each. Called by build/Npm.targets.
import { build } from 'esbuild';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';

const [, , out, configuration] = process.argv;
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const entries = (existsSync('src') ? readdirSync('src') : []).filter(name => name.endsWith('.js')).map(name => `src/${name}`);
if (entries.length > 0) {
  await build({
    entryPoints: entries, bundle: true, splitting: false, format: 'esm', target: 'es2022', charset: 'utf8',
    minify: configuration === 'Release', sourcemap: configuration !== 'Release', outdir: out,
    legalComments: 'linked', logLevel: 'warning',
  });
}
