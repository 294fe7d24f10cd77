// The form canvas: dragging fields from the palette and between sections, resizing, keys. Blazor owns the DOM: whatever Sortable moved is put back
// before .NET is told, and .NET draws the result.
import Sortable from 'sortablejs';

const ALT = { ArrowUp: 'Up', ArrowDown: 'Down', ArrowLeft: 'Narrower', ArrowRight: 'Wider' };
const PLAIN = { ArrowUp: 'Previous', ArrowDown: 'Next', Delete: 'Delete', Backspace: 'Delete' };

/** desk: the element around palette and canvas; net: OnDropped(type, section, index), OnMoved(field, section, index), OnResized(field, span), OnKey(id, key), OnUndo(redo). */
export function attach(desk, net) {
  const call = (name, ...values) => net.invokeMethodAsync(name, ...values).catch(() => {});
  let parent = null, next = null, lists = [];
  const remember = event => { parent = event.item.parentNode; next = event.item.nextSibling; desk.classList.add('is-dragging'); };
  const putBack = event => { desk.classList.remove('is-dragging'); event.clone?.remove(); parent.insertBefore(event.item, next); };
  const common = {
    animation: 140, forceFallback: true, fallbackOnBody: true, fallbackTolerance: 5, swapThreshold: .6,
    ghostClass: 'fd-ghost', chosenClass: 'fd-chosen', dragClass: 'fd-drag', scroll: true, onStart: remember,
  };

  const palettes = [...desk.querySelectorAll('[data-palette]')].map(palette => Sortable.create(palette, {
    ...common, group: { name: 'fields', pull: 'clone', put: false }, sort: false, draggable: '[data-field-type]',
    onEnd(event) {
      const { to, newDraggableIndex: index } = event, type = event.item.dataset.fieldType;
      putBack(event);
      if (to.dataset.section) call('OnDropped', type, to.dataset.section, index);
    },
  }));

  // Sections come and go: called after each drawing.
  function refresh() {
    const wanted = [...desk.querySelectorAll('[data-section]')];
    lists = lists.filter(list => { if (wanted.includes(list.el)) return true; if (list.el) list.destroy(); return false; });
    for (const section of wanted.filter(element => !lists.some(list => list.el === element))) {
      lists.push(Sortable.create(section, {
        ...common, group: { name: 'fields', pull: true, put: true }, draggable: '[data-field]', filter: '.fd-resize', preventOnFilter: false,
        onEnd(event) {
          const { from, to, oldDraggableIndex: was, newDraggableIndex: index } = event, field = event.item.dataset.field;
          putBack(event);
          if (to.dataset.section && (from !== to || was !== index)) call('OnMoved', field, to.dataset.section, index);
        },
      }));
    }
  }
  refresh();

  // Resizing by the right edge, in twelfths of the section's width.
  const grab = event => {
    const handle = event.target.closest('.fd-resize');
    if (!handle) return;
    const card = handle.closest('[data-field]'), grid = card.parentElement;
    const left = card.getBoundingClientRect().left, column = grid.getBoundingClientRect().width / 12;
    let span = null;
    const move = moved => {
      span = Math.max(1, Math.min(12, Math.round((moved.clientX - left) / column)));
      card.style.gridColumn = `span ${span}`;
    };
    const drop = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', drop);
      if (span !== null) call('OnResized', card.dataset.field, span);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', drop);
    event.preventDefault();
    event.stopPropagation();
  };
  desk.addEventListener('pointerdown', grab, true);

  const typing = element => element.closest('input, textarea, select, [contenteditable]');
  const key = event => {
    const control = event.ctrlKey || event.metaKey;
    if (control && /^[zy]$/i.test(event.key) && !typing(event.target)) call('OnUndo', event.shiftKey || event.key.toLowerCase() === 'y');
    else {
      const card = event.target.closest('[data-pick]');
      if (!card || event.target !== card) return;
      const what = event.altKey ? ALT[event.key] : control ? (event.key.toLowerCase() === 'd' ? 'Duplicate' : null) : PLAIN[event.key];
      if (!what) return;
      call('OnKey', card.dataset.pick, what);
    }
    event.preventDefault();
  };
  desk.addEventListener('keydown', key);

  return {
    refresh,
    focus(id) { const card = desk.querySelector(`[data-pick="${CSS.escape(id)}"]`); card?.focus({ preventScroll: true }); card?.scrollIntoView({ block: 'nearest' }); },
    dispose() {
      for (const list of [...palettes, ...lists]) if (list.el) list.destroy();
      desk.removeEventListener('pointerdown', grab, true);
      desk.removeEventListener('keydown', key);
    },
  };
}
