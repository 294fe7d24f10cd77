// Columns by mouse: the line at a heading's right edge sizes it, dragging the heading moves it. A mark shows where it will land.
export function watchColumns(grid) {
  const { host } = grid;
  const head = host.querySelector('.grid-head');
  let moved = false;

  head.addEventListener('pointerdown', event => {
    const cell = event.target.closest('[data-col]');
    if (!cell || event.button !== 0 || event.pointerType === 'touch' || event.target.closest('.gc-menu, [popover]')) return;
    moved = false;
    if (event.target.closest('.gc-grip')) size(cell, event);
    else drag(cell, event);
  }, { signal: grid.stop });
  head.addEventListener('click', event => {
    if (moved) { event.stopPropagation(); event.preventDefault(); moved = false; return; }
    if (event.target.matches('.check-all')) { event.preventDefault(); grid.toggleAll(); return; }
    const title = event.target.closest('.gc-title');
    if (!title) return;
    grid.cursor = { row: -1, col: [...head.children].indexOf(title.closest('[role="columnheader"]')) };
    grid.focus();
    grid.paint();
    grid.call('Sort', title.closest('[data-col]').dataset.col, event.shiftKey);
  }, { signal: grid.stop });
  head.addEventListener('dblclick', event => {
    const cell = event.target.closest('.gc-grip')?.closest('[data-col]');
    if (cell) grid.call('Resize', cell.dataset.col, widest(cell));
  }, { signal: grid.stop });

  // as wide as its longest text on screen
  function widest(cell) {
    const at = [...head.children].indexOf(cell), range = document.createRange();
    const widths = [...grid.rows.children].map(row => { range.selectNodeContents(row.children[at]); return range.getBoundingClientRect().width; });
    return Math.ceil(Math.max(80, cell.querySelector('.gc-title').scrollWidth + 40, ...widths) + 26);
  }

  function size(cell, start) {
    start.preventDefault();
    const at = [...head.children].indexOf(cell), from = cell.offsetWidth;
    const width = event => Math.max(60, Math.min(800, from + event.clientX - start.clientX));
    follow(event => {
      const tracks = getComputedStyle(host).getPropertyValue('--cols').trim().split(/\s+/);
      tracks[at] = `${width(event)}px`;
      host.style.setProperty('--cols', tracks.join(' '));
    }, event => { moved = true; grid.call('Resize', cell.dataset.col, width(event)); setTimeout(() => { moved = false; }); });
  }

  function drag(cell, start) {
    const others = [...head.querySelectorAll('[data-col]')];
    let mark = null, to = -1;
    follow(event => {
      if (!mark && Math.abs(event.clientX - start.clientX) < 6) return;
      moved = true;
      mark ??= host.parentElement.appendChild(Object.assign(document.createElement('div'), { className: 'grid-mark' }));
      cell.classList.add('is-dragged');
      to = others.filter(other => { const box = other.getBoundingClientRect(); return event.clientX > box.left + box.width / 2; }).length;
      const edge = to < others.length ? others[to].getBoundingClientRect().left : others.at(-1).getBoundingClientRect().right;
      mark.style.left = `${edge - host.parentElement.getBoundingClientRect().left - 1}px`;
    }, () => {
      mark?.remove();
      cell.classList.remove('is-dragged');
      const from = others.indexOf(cell);
      if (to >= 0 && to !== from && to !== from + 1) grid.call('MoveColumn', cell.dataset.col, to > from ? to - 1 : to);
      setTimeout(() => { moved = false; });
    });
  }

  function follow(move, end) {
    const until = new AbortController();
    const listen = { signal: until.signal };
    addEventListener('pointermove', move, listen);
    addEventListener('pointerup', event => { until.abort(); end(event); }, listen);
    addEventListener('pointercancel', () => until.abort(), listen);
  }
}
