// [data-card="form/12"] on a link to a record: its main fields beside the link, after a moment under the pointer or the keyboard's focus. Esc closes.
const wait = 350, fresh = 30_000, kept = new Map();
const card = Object.assign(document.createElement('div'), { className: 'hover-card', popover: 'manual', id: 'hover-card' });
card.setAttribute('role', 'tooltip');
let timer, shownFor;

async function load(what) {
  const known = kept.get(what);
  if (known && Date.now() - known.at < fresh) return known.html;
  const answer = await fetch(`ui/cards/${what}`, { headers: { accept: 'text/html' } });
  const html = answer.ok ? await answer.text() : '';
  kept.set(what, { html, at: Date.now() });
  return html;
}

async function show(link) {
  const html = await load(link.dataset.card).catch(() => '');
  if (!html || shownFor !== link || !link.isConnected) return;
  card.innerHTML = html;
  (link.closest('dialog') ?? document.body).append(card);
  card.showPopover();
  link.setAttribute('aria-describedby', card.id);
  const at = link.getBoundingClientRect();
  const below = at.bottom + 8 + card.offsetHeight < innerHeight;
  card.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - card.offsetHeight - 6)}px`;
  card.style.left = `${Math.max(8, Math.min(at.left, innerWidth - card.offsetWidth - 8))}px`;
}

function hide() {
  clearTimeout(timer);
  shownFor?.removeAttribute('aria-describedby');
  shownFor = null;
  if (card.isConnected) { if (card.matches(':popover-open')) card.hidePopover(); card.remove(); }
}

function plan(link) {
  if (link === shownFor) return;
  hide();
  if (!link) return;
  shownFor = link;
  timer = setTimeout(() => show(link), wait);
}

const carded = target => target.closest?.('[data-card*="/"]');
document.addEventListener('pointerover', event => { if (event.pointerType === 'mouse' && !card.contains(event.target)) plan(carded(event.target)); });
document.addEventListener('focusin', event => { const link = carded(event.target); if (link?.matches(':focus-visible')) plan(link); });
document.addEventListener('focusout', event => carded(event.target) && hide());
document.addEventListener('click', hide, true);
document.addEventListener('keydown', event => event.key === 'Escape' && hide(), true);
addEventListener('scroll', hide, true);
