// The form canvas: dragging fields from the palette, between sections and onto tabs, resizing, keys, copy and paste.
import { dragging, isTyping, lists, picks } from './canvas.mjs';
import { pressAhead } from './typed-ahead.mjs';

const ALT = { ArrowUp: 'Up', ArrowDown: 'Down', ArrowLeft: 'Narrower', ArrowRight: 'Wider' };
const PLAIN = { ArrowUp: 'Previous', ArrowDown: 'Next', Delete: 'Delete', Backspace: 'Delete', Escape: 'Leave' };
const SHIFT = { ArrowUp: 'ExtendUp', ArrowDown: 'ExtendDown' };
const CONTROL = { d: 'Duplicate', a: 'All' };
// The browser's own memory, so that fields go from one form, and one window, to another.
const CLIP = 'lowcode.fields';

/** desk: the element around palette and canvas; net: OnDropped(type, section, index), OnMoved(field, section, index), OnResized(field, span), OnKey(id, key) gives what has the focus then, OnUndo(redo),
    OnTabDropped(field or null, type or null, tab), OnCopy(cut) gives a text, OnPaste(text). */
export function attach(desk, net) {
  const call = (name, ...values) => net.invokeMethodAsync(name, ...values).catch(() => {});
  const { options: common, putBack } = dragging(desk), { focus, press } = picks(desk, call);
  // A tab is no list: what is let go over one is told by the place of the pointer.
  const tabUnder = event => {
    const at = event.originalEvent?.changedTouches?.[0] ?? event.originalEvent;
    return at && document.elementsFromPoint(at.clientX, at.clientY).map(element => element.closest('[data-tab]')).find(Boolean)?.dataset.tab;
  };
  const palettes = lists(desk, '[data-palette]', {
    ...common, group: { name: 'fields', pull: 'clone', put: false }, sort: false, draggable: '[data-field-type]',
    onEnd(event) {
      const { to, newDraggableIndex: index } = event, type = event.item.dataset.fieldType, tab = tabUnder(event);
      putBack(event);
      if (tab) call('OnTabDropped', null, type, tab);
      else if (to.dataset.section) call('OnDropped', type, to.dataset.section, index);
    },
  });
  palettes.refresh();

  const sections = lists(desk, '[data-section]', {
    ...common, group: { name: 'fields', pull: true, put: true }, draggable: '[data-field]', filter: '.fd-resize', preventOnFilter: false,
    onEnd(event) {
      const { from, to, oldDraggableIndex: was, newDraggableIndex: index } = event, field = event.item.dataset.field, tab = tabUnder(event);
      putBack(event);
      if (tab) call('OnTabDropped', field, null, tab);
      else if (to.dataset.section && (from !== to || was !== index)) call('OnMoved', field, to.dataset.section, index);
    },
  });
  sections.refresh();

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

  const copy = async cut => { const text = await net.invokeMethodAsync('OnCopy', cut).catch(() => null); if (text) localStorage.setItem(CLIP, text); };
  const paste = () => call('OnPaste', localStorage.getItem(CLIP) ?? '');

  const key = event => {
    const control = event.ctrlKey || event.metaKey;
    if (control && /^[zy]$/i.test(event.key) && !isTyping(event.target)) call('OnUndo', event.shiftKey || event.key.toLowerCase() === 'y');
    else {
      const card = event.target.closest('[data-pick]');
      if (!card || event.target !== card) return;
      const letter = control && event.key.toLowerCase();
      if (event.key === 'F2') { const name = desk.querySelector('.desk-right .label-editor input'); name?.focus(); name?.select(); }
      else if (letter === 'c' || letter === 'x') copy(letter === 'x');
      else if (letter === 'v') paste();
      else {
        const what = event.altKey ? ALT[event.key] : control ? CONTROL[letter] : event.shiftKey ? SHIFT[event.key] : PLAIN[event.key];
        if (!what) return;
        press(card.dataset.pick, what);
      }
    }
    event.preventDefault();
  };
  desk.addEventListener('keydown', key);
  // Sortable takes the press, and the focus with it; keys are for what was picked.
  const picked = event => event.target.closest('[data-pick]')?.focus({ preventScroll: true });
  desk.addEventListener('click', picked);
  desk.dataset.live = '';
  pressAhead(desk);

  return {
    refresh: sections.refresh, copy, paste, focus,
    reveal(id) { desk.querySelector(`[data-pick="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'nearest' }); },
    dispose() {
      palettes.dispose();
      sections.dispose();
      desk.removeEventListener('pointerdown', grab, true);
      desk.removeEventListener('keydown', key);
      desk.removeEventListener('click', picked);
    },
  };
}
