// An input that has the focus while the one that is meant is not there yet. An input method (Chinese, dead keys, dictation) composes only where there is
// one; seen only while it does, over the place that the text is for. Keys that compose nothing are the listeners' of those who wait.

/** heard(text) is called with what was composed. */
export function inlet(parent, label, heard) {
  const box = Object.assign(document.createElement('input'), { type: 'text', className: 'inlet', autocomplete: 'off', spellcheck: false, tabIndex: -1 });
  box.dataset.inlet = '';
  box.setAttribute('aria-label', label);
  let composing = false;
  box.addEventListener('compositionstart', () => { composing = true; box.classList.add('is-heard'); });
  box.addEventListener('compositionend', event => {
    composing = false;
    if (event.data) heard(event.data); else if (!box.value) clear();
  });
  // Some browsers tell what was composed once more after its end.
  box.addEventListener('input', event => {
    if (composing || /Composition/.test(event.inputType)) return;
    if (event.data) heard(event.data);
  });
  function clear() {
    if (composing) return;
    box.value = '';
    box.classList.remove('is-heard');
  }
  parent.append(box);
  return {
    box, clear,
    get composing() { return composing; },
    get focused() { return document.activeElement === box; },
    focus() { box.focus({ preventScroll: true }); },
    cover(element) {
      const { left, top, width, height } = element.getBoundingClientRect();
      Object.assign(box.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
    },
    remove() { box.remove(); },
  };
}
