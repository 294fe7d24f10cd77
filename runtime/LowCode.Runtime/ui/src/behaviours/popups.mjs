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

// Whatever moves the button moves the popup: a scroll, a resize, a line drawn above it; so does content that arrives later.
const standing = popup => {
  const at = anchorOf(popup)?.getBoundingClientRect();
  return at && [at.left, at.top, at.width, at.height, popup.scrollWidth, popup.scrollHeight, innerWidth, innerHeight].join();
};

function follow(popup, was) {
  if (!popup.isConnected || !popup.matches(':popover-open')) return;
  const moved = standing(popup) !== was;
  if (moved) place(popup);
  const now = moved ? standing(popup) : was;
  // Not with every frame: whoever leaves a list open should not keep the processor busy.
  setTimeout(() => follow(popup, now), 150);
}

const open = () => document.querySelectorAll('[popover].popup:popover-open');
addEventListener('resize', () => open().forEach(place));
addEventListener('scroll', event => open().forEach(popup => popup.contains(event.target) || place(popup)), true);

document.addEventListener('toggle', event => {
  const popup = event.target;
  if (!(popup instanceof HTMLElement) || !popup.matches('.popup[popover]') || event.newState !== 'open') return;
  place(popup);
  follow(popup, standing(popup));
  if (popup.getAttribute('role') === 'menu') enter(popup);
  else if (popup.matches('.panel')) queueMicrotask(() => popup.querySelector('[autofocus]')?.focus());
}, true);

document.addEventListener('click', event => {
  const item = event.target.closest?.('[role^="menuitem"], [data-closes]');
  if (item && !item.disabled) item.closest('[popover]')?.hidePopover();
});

customElements.define('lc-popup', class extends HTMLElement {
  connectedCallback() { queueMicrotask(() => { const list = this.querySelector('[popover]'); if (list?.isConnected && !list.matches(':popover-open')) { list.showPopover(); place(list); } }); }
});
