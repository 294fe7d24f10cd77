// Bundles every src/*.js into wwwroot/ui as one ES module each, and src/app.css with all it imports. Called by build/Npm.targets.
import { build } from 'esbuild';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';

const [, , out, configuration] = process.argv;
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const entries = (existsSync('src') ? readdirSync('src') : []).filter(name => /\.(js|css)$/.test(name)).map(name => `src/${name}`);
if (entries.length > 0) {
  await build({
    entryPoints: entries, bundle: true, splitting: false, format: 'esm', target: 'es2022', charset: 'utf8',
    // Small in every configuration: `dotnet run` is how many people meet the product. The maps give Debug its sources back.
    minify: true, sourcemap: configuration !== 'Release', outdir: out,
    legalComments: 'linked', logLevel: 'warning',
  });
}
