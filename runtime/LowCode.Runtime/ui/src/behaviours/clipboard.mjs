// [data-print] prints the page. [data-copy-link="apps/crm/..."]: puts the full address on the clipboard and says so in the status line.
document.addEventListener('click', event => event.target.closest?.('[data-print]') && print());

document.addEventListener('click', async event => {
  const button = event.target.closest?.('[data-copy-link]');
  if (!button) return;
  const url = new URL(button.dataset.copyLink, document.baseURI).href;
  try {
    await navigator.clipboard.writeText(url);
  } catch {
    // without https the clipboard is closed to scripts; the old way still works
    const box = Object.assign(document.createElement('textarea'), { value: url });
    document.body.append(box);
    box.select();
    document.execCommand('copy');
    box.remove();
  }
  document.dispatchEvent(new CustomEvent('lc-say', { detail: button.dataset.copied ?? '' }));
});

let line;
document.addEventListener('lc-say', event => {
  line?.remove();
  line = Object.assign(document.createElement('div'), { className: 'said', textContent: event.detail });
  line.setAttribute('role', 'status');
  document.body.append(line);
  setTimeout(() => line?.remove(), 2500);
});
