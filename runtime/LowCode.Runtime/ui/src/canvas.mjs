// What the designers' canvases share: lists that are dragged, and picked things that keys act on. Blazor owns the DOM: whatever Sortable moved is put
// back before .NET is told, and .NET draws the result.
import Sortable from 'sortablejs';

/** Sortable's options for everything under desk, and putBack(event) for its onEnd. */
export function dragging(desk) {
  let parent = null, next = null;
  return {
    options: {
      animation: 140, forceFallback: true, fallbackOnBody: true, fallbackTolerance: 5, swapThreshold: .6, ghostClass: 'fd-ghost', chosenClass: 'fd-chosen', dragClass: 'fd-drag', scroll: true,
      onStart(event) { parent = event.item.parentNode; next = event.item.nextSibling; desk.classList.add('is-dragging'); },
    },
    putBack(event) { desk.classList.remove('is-dragging'); event.clone?.remove(); parent.insertBefore(event.item, next); },
  };
}

/** A list on every element of the selector. They come and go: refresh() is called after each drawing. */
export function lists(desk, selector, options) {
  let made = [];
  return {
    refresh() {
      const wanted = [...desk.querySelectorAll(selector)];
      made = made.filter(list => { if (wanted.includes(list.el)) return true; if (list.el) list.destroy(); return false; });
      for (const element of wanted.filter(one => !made.some(list => list.el === one))) made.push(Sortable.create(element, options));
    },
    dispose() { for (const list of made) if (list.el) list.destroy(); },
  };
}

/** Keys on [data-pick] things: call('OnKey', id, key) gives what has the focus then. */
export function picks(desk, call) {
  const focus = id => { const card = desk.querySelector(`[data-pick="${CSS.escape(id)}"]`); card?.focus({ preventScroll: true }); card?.scrollIntoView({ block: 'nearest' }); };
  // Keys may come faster than answers: each then means what the one before has led to.
  let asked = 0;
  const press = async (id, key) => {
    const to = await call('OnKey', asked++ ? '' : id, key);
    if (--asked === 0 && to && (document.activeElement === document.body || desk.contains(document.activeElement))) focus(to);
  };
  return { focus, press };
}

export const isTyping = element => element.closest('input, textarea, select, [contenteditable]');
