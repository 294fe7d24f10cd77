// The keyboard of the grid, as spreadsheets have it. Column 0 is the one with the check boxes, row -1 the heading.
export function watchKeys(grid) {
  const { host } = grid;

  grid.inlet.box.addEventListener('keydown', event => {
    if (grid.typed(event)) return event.preventDefault();
    const handled = grid.cursor.row < 0 ? heading(event) : cell(event);
    if (handled || walk(event)) event.preventDefault();
  }, { signal: grid.stop });

  // arrows in the peek walk through the list too, unless something is being typed there
  document.addEventListener('keydown', event => {
    if (!(event.target instanceof Element) || !event.target.closest('[data-peek]') || event.target.closest('input, textarea, select, [contenteditable="true"], [role="combobox"], [role="menu"], [role="tablist"]')) return;
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    grid.move(Math.max(0, grid.cursor.row + by), grid.cursor.col);
  }, { signal: grid.stop });

  function walk(event) {
    const { row, col } = grid.cursor, wide = event.ctrlKey || event.metaKey, extend = event.shiftKey && row >= 0;
    const page = Math.max(1, Math.floor(grid.scroller.view / grid.scroller.row) - 1), last = grid.columns - 1, least = row < 0 ? -1 : 0;
    const go = {
      ArrowDown: () => [wide ? grid.count - 1 : row + 1, col],
      ArrowUp: () => [wide ? 0 : row - 1, col],
      ArrowLeft: () => [row, wide ? 1 : col - 1],
      ArrowRight: () => [row, wide ? last : col + 1],
      PageDown: () => [row + page, col],
      PageUp: () => [Math.max(least, row - page), col],
      Home: () => [wide ? 0 : row, 1],
      End: () => [wide ? grid.count - 1 : row, last],
    }[event.key];
    if (!go || event.altKey) return false;
    grid.move(...go(), extend);
    return true;
  }

  function cell(event) {
    const { row, col } = grid.cursor, command = event.ctrlKey || event.metaKey;
    if (row >= grid.count) return false;
    const { top, bottom } = grid.range();
    if (event.key === ' ' && !command && bottom > top) return grid.call('ToggleAll', top, bottom - top + 1), true;
    if (event.key === ' ' && !command) return grid.call('Toggle', row, event.shiftKey), true;
    if (event.key === 'Enter' && (command || event.shiftKey)) return grid.call('Peek', row, false), true;
    if (event.key === 'Enter' || event.key === 'F2') return col === 0 ? grid.call('Peek', row, false) : grid.edit(null), true;
    if ((event.key === 'Delete' || event.key === 'Backspace') && !command) { const { top, bottom, left, right } = grid.range(); return grid.call('Clear', top, bottom, left, right), true; }
    if (event.key === 'ContextMenu' || event.key === 'F10' && event.shiftKey) return grid.menu(), true;
    if (command && event.key.toLowerCase() === 'a') return grid.toggleAll(), true;
    if (command && event.key.toLowerCase() === 'z' && !event.shiftKey) return grid.call('Undo'), true;
    if (event.key === 'Escape' && (grid.anchor || 'selecting' in host.dataset)) {
      if (grid.anchor) { grid.anchor = null; grid.paint(); } else grid.call('Unselect');
      return event.stopPropagation(), true;
    }
    // beside an open peek these two step through the records (data-hotkey)
    if ('peeking' in host.dataset && (event.key === 'j' || event.key === 'k')) return false;
    if (event.key.length === 1 && !command && !event.altKey && col > 0) return grid.edit({ key: event.key }), true;
    return false;
  }

  function heading(event) {
    const key = grid.cell(-1, grid.cursor.col)?.dataset.col;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.altKey && by && key) {
      if (event.shiftKey) grid.call('Resize', key, grid.cell(-1, grid.cursor.col).offsetWidth + by * 16);
      else grid.call('MoveColumn', key, grid.cursor.col - 1 + by).then(() => grid.move(-1, grid.cursor.col + by));
      return true;
    }
    if (event.key === 'Enter' || event.key === ' ') return key ? grid.call('Sort', key, event.shiftKey) : grid.toggleAll(), true;
    if (event.key === 'ContextMenu' || event.key === 'F10' && event.shiftKey || event.key === 'ArrowDown' && event.altKey) return grid.cell(-1, grid.cursor.col)?.querySelector('.gc-menu')?.click(), true;
    return false;
  }
}
