// Makes one sprite, icons.svg, of the Lucide icons (ISC) that the product names. A name counts as used when it stands in quotes in a source
// file or pack, or in icons.txt (the choice offered for apps and fields). Called by build/Npm.targets.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [, , out, root] = process.argv;
const icons = 'node_modules/lucide-static/icons';
const known = new Set(readdirSync(icons).filter(name => name.endsWith('.svg')).map(name => name.slice(0, -4)));
const used = new Set(readFileSync('icons.txt', 'utf8').split(/\s+/).filter(Boolean));
const unknown = [...used].filter(name => !known.has(name));
if (unknown.length > 0) throw new Error(`icons.txt names icons that Lucide does not have: ${unknown.join(', ')}`);

for (const folder of ['engine', 'runtime', 'designer', 'templates']) scan(join(root, folder));

const symbols = [...used].sort().map(name => {
  const drawing = readFileSync(`${icons}/${name}.svg`, 'utf8').match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1].replace(/\s+/g, ' ').replace(/> </g, '><').trim();
  return `<symbol id="${name}" viewBox="0 0 24 24">${drawing}</symbol>`;
});
const licence = readFileSync('node_modules/lucide-static/LICENSE', 'utf8').replace(/--+/g, '').trim();
writeFileSync(join(out, 'icons.svg'), `<svg xmlns="http://www.w3.org/2000/svg"><!-- Lucide\n${licence}\n-->\n${symbols.join('\n')}\n</svg>\n`);

function scan(folder) {
  let entries;
  try { entries = readdirSync(folder, { withFileTypes: true }); } catch { return; }
  for (const entry of entries) {
    if (entry.isDirectory()) {
      if (!['bin', 'obj', 'node_modules', 'wwwroot'].includes(entry.name)) scan(join(folder, entry.name));
    } else if (/\.(razor|cs|js|json)$/.test(entry.name) && !/^package/.test(entry.name)) {
      for (const [, name] of readFileSync(join(folder, entry.name), 'utf8').matchAll(/"([a-z][a-z0-9-]*)"/g)) if (known.has(name)) used.add(name);
    }
  }
}
