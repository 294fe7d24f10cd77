// Places [popover] elements under (or over) their button, and <lc-popup> lists under the field they stand in.
const gap = 4, margin = 8;

function anchorOf(popup) {
  return popup.closest('[data-moment]') ?? popup.closest('lc-popup')?.closest('[data-combo]') ?? (popup.id && document.querySelector(`[popovertarget="${CSS.escape(popup.id)}"]`));
}

export function place(popup) {
  const anchor = anchorOf(popup);
  if (!anchor) return;
  const at = anchor.getBoundingClientRect();
  if (popup.closest('lc-popup')) popup.style.minWidth = `${at.width}px`;
  popup.style.maxHeight = '';
  const { offsetWidth: width, offsetHeight: height } = popup;
  const below = innerHeight - at.bottom - gap - margin, above = at.top - gap - margin;
  const up = height > below && above > below;
  popup.style.maxHeight = `${Math.max(120, up ? above : below)}px`;
  popup.style.top = `${up ? Math.max(margin, at.top - gap - Math.min(height, above)) : at.bottom + gap}px`;
  const left = popup.dataset.align === 'end' ? at.right - width : at.left;
  popup.style.left = `${Math.max(margin, Math.min(left, innerWidth - width - margin))}px`;
}

// The first action gets the focus, also when the actions arrive after the menu was opened.
function enter(menu) {
  const first = menu.querySelector('[role^="menuitem"]:not(:disabled)');
  if (first) return first.focus();
  const arrival = new MutationObserver(() => {
    if (!menu.matches(':popover-open')) return arrival.disconnect();
    const item = menu.querySelector('[role^="menuitem"]:not(:disabled)');
    if (!item) return;
    arrival.disconnect();
    if (!document.activeElement || document.activeElement === document.body || document.activeElement === anchorOf(menu)) item.focus();
  });
  arrival.observe(menu, { childList: true, subtree: true });
}

const open = () => document.querySelectorAll('[popover].popup:popover-open');

document.addEventListener('toggle', event => {
  const popup = event.target;
  if (!(popup instanceof HTMLElement) || !popup.matches('.popup[popover]') || event.newState !== 'open') return;
  place(popup);
  if (popup.getAttribute('role') === 'menu') enter(popup);
  else if (popup.matches('.panel')) queueMicrotask(() => popup.querySelector('[autofocus]')?.focus());
}, true);
addEventListener('resize', () => open().forEach(place));
addEventListener('scroll', event => open().forEach(popup => popup.contains(event.target) || place(popup)), true);

// content that arrives after opening changes the size
const watch = new ResizeObserver(entries => entries.forEach(entry => entry.target.matches(':popover-open') && place(entry.target)));
document.addEventListener('toggle', event => {
  if (!(event.target instanceof HTMLElement) || !event.target.matches('.popup[popover]')) return;
  if (event.newState === 'open') watch.observe(event.target); else watch.unobserve(event.target);
}, true);

document.addEventListener('click', event => {
  const item = event.target.closest?.('[role^="menuitem"], [data-closes]');
  if (item && !item.disabled) item.closest('[popover]')?.hidePopover();
});

customElements.define('lc-popup', class extends HTMLElement {
  connectedCallback() { queueMicrotask(() => { const list = this.querySelector('[popover]'); if (list?.isConnected && !list.matches(':popover-open')) { list.showPopover(); place(list); watch.observe(list); } }); }
});
