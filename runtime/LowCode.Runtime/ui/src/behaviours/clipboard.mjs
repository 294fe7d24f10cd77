// [data-print] prints the page. [data-copy="..."] puts the text on the clipboard, [data-copy-link="apps/crm/..."] the full address, and says so in the status line.
document.addEventListener('click', event => event.target.closest?.('[data-print]') && print());

document.addEventListener('click', async event => {
  const button = event.target.closest?.('[data-copy-link], [data-copy]');
  if (!button) return;
  const text = button.dataset.copy ?? new URL(button.dataset.copyLink, document.baseURI).href, around = button.closest('dialog') ?? document.body;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // without https the clipboard is closed to scripts; the old way still works
    const box = Object.assign(document.createElement('textarea'), { value: text });
    around.append(box);
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
  // what lies beside an open dialog is behind it
  ([...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body).append(line);
  setTimeout(() => line?.remove(), 2500);
});
