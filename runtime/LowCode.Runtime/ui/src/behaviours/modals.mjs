// <lc-modal><dialog>: shown when it is drawn, focus goes in and comes back, Esc and a press beside a light one click its [data-close].
// [data-peek]: Esc closes it too, and a [data-leaves] bar unless something is being typed: the one that has the focus, else the last. Ctrl K clicks [data-search-open].
import { writing } from './hotkeys.mjs';

const close = box => box.querySelector('[data-close]')?.click();
const fields = 'input:not([type=hidden]):not(:disabled), textarea:not(:disabled), select:not(:disabled)';

customElements.define('lc-modal', class extends HTMLElement {
  connectedCallback() {
    this.before = document.activeElement;
    queueMicrotask(() => {
      const dialog = this.querySelector('dialog');
      if (!dialog?.isConnected || dialog.open) return;
      dialog.addEventListener('cancel', event => { event.preventDefault(); close(dialog); });
      dialog.addEventListener('mousedown', event => {
        if (event.target !== dialog || !dialog.dataset.light) return;
        const box = dialog.getBoundingClientRect();
        if (event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom) close(dialog);
      });
      dialog.showModal();
      (dialog.querySelector('[autofocus]') ?? dialog.querySelector('.dialog-body')?.querySelector(fields) ?? dialog.querySelector('[data-default]:not(:disabled)') ?? dialog.querySelector('[data-close]'))?.focus();
    });
  }
  disconnectedCallback() {
    const before = this.before;
    queueMicrotask(() => before?.isConnected && (document.activeElement === document.body || !document.activeElement) && before.focus());
  }
});

document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open], [popover].popup:popover-open')) {
    const open = [...document.querySelectorAll(event.target.closest?.(writing) ? '[data-peek]' : '[data-peek], [data-leaves]')];
    const one = open.find(each => each.contains(event.target)) ?? open.at(-1);
    if (one) close(one);
  }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && !event.shiftKey && !event.altKey) {
    const button = document.querySelector('[data-search-open]');
    if (!button) return;
    event.preventDefault();
    if (!document.querySelector('dialog[open]')) button.click();
  }
});
