// One tooltip for every [data-tip]: after a moment under the pointer, at once under the keyboard, gone with Esc.
const tip = Object.assign(document.createElement('div'), { className: 'tip', popover: 'manual' });
tip.setAttribute('role', 'tooltip');
let timer, shownFor;

function show(element) {
  if (!element.isConnected || element.matches(':popover-open')) return;
  tip.textContent = element.dataset.tip;
  if (!tip.textContent) return;
  (element.closest('dialog') ?? document.body).append(tip);
  tip.showPopover();
  shownFor = element;
  const at = element.getBoundingClientRect();
  const top = at.bottom + 6 + tip.offsetHeight > innerHeight ? at.top - tip.offsetHeight - 6 : at.bottom + 6;
  tip.style.top = `${top}px`;
  tip.style.left = `${Math.max(6, Math.min(at.left + at.width / 2 - tip.offsetWidth / 2, innerWidth - tip.offsetWidth - 6))}px`;
}

function hide() {
  clearTimeout(timer);
  shownFor = null;
  if (tip.isConnected) { if (tip.matches(':popover-open')) tip.hidePopover(); tip.remove(); }
}

const tipped = target => target.closest?.('[data-tip]');
document.addEventListener('pointerover', event => {
  const element = tipped(event.target);
  if (element === shownFor && element) return;
  hide();
  if (element && event.pointerType === 'mouse') timer = setTimeout(() => show(element), 450);
});
// a frame later: a menu that closes, or a dialog that opens, moves the focus in the middle of its own doing, where nothing else may be shown
document.addEventListener('focusin', event => {
  hide();
  const element = tipped(event.target);
  if (element) requestAnimationFrame(() => document.activeElement === event.target && event.target.matches(':focus-visible') && shownFor !== element && show(element));
});
document.addEventListener('focusout', hide);
document.addEventListener('pointerdown', hide, true);
document.addEventListener('keydown', event => event.key === 'Escape' && hide(), true);
addEventListener('scroll', hide, true);
