// [data-quiet]: news is not popped up for an hour; the bell still counts. In this browser only.
const hour = 60 * 60 * 1000, root = document.documentElement;
const until = () => Number(localStorage.getItem('lc-quiet')) || 0;
let waking;

function apply() {
  const left = until() - Date.now(), quiet = left > 0;
  root.toggleAttribute('data-quiet-news', quiet);
  clearTimeout(waking);
  if (quiet) waking = setTimeout(apply, left);
  document.querySelectorAll('[data-quiet]').forEach(button => {
    const name = quiet ? button.dataset.on : button.dataset.off;
    button.setAttribute('aria-pressed', String(quiet));
    button.setAttribute('aria-label', name);
    button.dataset.tip = name;
  });
}

document.addEventListener('click', event => {
  if (!event.target.closest?.('[data-quiet]')) return;
  localStorage.setItem('lc-quiet', until() > Date.now() ? '0' : String(Date.now() + hour));
  apply();
});
// the panel is drawn when it is first opened
document.addEventListener('focusin', event => event.target.closest?.('.bell-panel') && apply());
addEventListener('storage', event => event.key === 'lc-quiet' && apply());
apply();
