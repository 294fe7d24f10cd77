// Tiles of a gallery: how many stand in a line, arrows from tile to tile, a press opens the record beside the list (with Ctrl in a tab of its own).
export function create(host, net) {
  const stop = new AbortController(), listen = { signal: stop.signal };
  const call = (name, ...args) => net.invokeMethodAsync(name, ...args).catch(() => {});
  const columns = () => { const style = getComputedStyle(host), wide = host.clientWidth - parseFloat(style.paddingLeft) * 2; return wide > 0 ? Math.max(1, Math.floor((wide + 16) / (wide < 500 ? 166 : 236))) : 0; };
  let told = 0;
  const size = new ResizeObserver(() => { const now = columns(); if (now && now !== told) call('Columns', told = now); });
  size.observe(host);

  host.addEventListener('click', event => {
    const tile = event.target.closest('[data-tile]');
    if (!tile || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    call('Open', Number(tile.dataset.tile));
  }, listen);
  host.addEventListener('keydown', event => {
    const tile = event.target.closest?.('[data-tile]');
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -told, ArrowDown: told }[event.key];
    if (!tile || !step || event.altKey || event.ctrlKey || event.metaKey) return;
    const tiles = [...host.querySelectorAll('[data-tile]')], next = tiles[tiles.indexOf(tile) + step];
    event.preventDefault();
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  }, listen);

  return { dispose() { stop.abort(); size.disconnect(); } };
}
