// For charts and canvases, which need colours as values: import { token, onThemeChange } from './theme.js'.
const probe = document.createElement('span');

/** The colour of a token such as '--accent' as rgb(...), in the theme of an element. */
export function token(name, element = document.body) {
  probe.style.cssText = `display:none;color:var(${name})`;
  element.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

/** Calls back when light becomes dark or the other way round; returns a function that stops it. */
export function onThemeChange(callback) {
  const media = matchMedia('(prefers-color-scheme: dark)');
  media.addEventListener('change', callback);
  document.addEventListener('lc-theme', callback);
  return () => { media.removeEventListener('change', callback); document.removeEventListener('lc-theme', callback); };
}
