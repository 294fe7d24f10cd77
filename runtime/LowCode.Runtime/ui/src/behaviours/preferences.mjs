// [data-set-theme], [data-set-density]: written to <html> at once and to a cookie, from which the server draws the next page without a flash.
const root = document.documentElement;

function mark(scope = document) {
  for (const what of ['theme', 'density'])
    scope.querySelectorAll(`[data-set-${what}]`).forEach(button => button.setAttribute('aria-pressed', String(button.getAttribute(`data-set-${what}`) === root.getAttribute(`data-${what}`))));
}

document.addEventListener('click', event => {
  for (const what of ['theme', 'density']) {
    const value = event.target.closest?.(`[data-set-${what}]`)?.getAttribute(`data-set-${what}`);
    if (!value) continue;
    root.setAttribute(`data-${what}`, value);
    document.cookie = `lc-${what}=${value}; path=/; max-age=31536000; samesite=lax`;
    mark();
    document.dispatchEvent(new CustomEvent(`lc-${what}`, { detail: value }));
  }
});
// Blazor may have drawn the buttons anew; the look follows <html> by CSS, the state is told when a button is reached
document.addEventListener('focusin', event => event.target.closest?.('.prefs') && mark());
mark();
