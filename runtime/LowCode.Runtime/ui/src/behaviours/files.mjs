// <lc-files>: uploads what is chosen, dropped on it, or pasted while the caret is in it; shows progress and a button to cancel; tells the server
// the ids through the hidden [data-uploaded]. Limits are told before anything is sent, and stay told until the next attempt.
const text = (host, name, value) => (host.dataset[`text${name}`] ?? '').replace('{0}', value);
const accepts = (rule, file) => rule.startsWith('.') ? file.name.toLowerCase().endsWith(rule.toLowerCase()) : rule.endsWith('/*') ? file.type.startsWith(rule.slice(0, -1)) : file.type === rule;

function line(host, name) {
  const box = document.createElement('div');
  box.className = 'upload';
  const label = Object.assign(document.createElement('span'), { className: 'clip', textContent: name });
  box.append(label);
  host.querySelector('[data-uploads]').append(box);
  return box;
}

function button(name, press) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-ghost btn-small', textContent: '✕' });
  button.setAttribute('aria-label', name);
  button.addEventListener('click', press);
  return button;
}

function refuse(host, message) {
  const box = line(host, message);
  box.classList.add('is-bad');
  box.append(button(text(host, 'Close', ''), () => box.remove()));
}

function upload(host, file) {
  const box = line(host, file.name);
  const bar = document.createElement('progress');
  bar.max = 1;
  bar.setAttribute('aria-label', file.name);
  const request = new XMLHttpRequest();
  let stopped = false;
  box.append(bar, button(text(host, 'Cancel', file.name), () => { stopped = true; request.abort(); }));
  return new Promise(done => {
    request.upload.addEventListener('progress', event => { if (event.lengthComputable) bar.value = event.loaded / event.total; });
    request.addEventListener('loadend', () => {
      box.remove();
      let id;
      try { id = request.status === 201 ? JSON.parse(request.responseText).id : null; } catch { id = null; }
      if (!id && !stopped) refuse(host, text(host, 'Failed', file.name));
      done(id);
    });
    const body = new FormData();
    body.append('file', file, file.name || `image-${Date.now()}.png`);
    request.open('POST', 'api/files');
    request.send(body);
  });
}

async function take(host, files) {
  if (host.dataset.disabled) return;
  host.querySelectorAll('.upload.is-bad').forEach(box => box.remove());
  let room = +host.dataset.most;
  const rules = (host.dataset.accept || '').split(',').filter(Boolean), wanted = [];
  for (const file of files) {
    if (rules.length && !rules.some(rule => accepts(rule, file))) refuse(host, text(host, 'Type', file.name));
    else if (file.size > +host.dataset.bytes) refuse(host, text(host, 'Large', file.name));
    else if (room-- <= 0) { refuse(host, text(host, 'Many', '')); break; }
    else wanted.push(file);
  }
  for (const id of await Promise.all(wanted.map(file => upload(host, file)))) {
    const box = host.querySelector('[data-uploaded]');
    if (!id || !box) continue;
    box.value = `${box.value ? `${box.value},` : ''}${id}`;
  }
  const box = host.querySelector('[data-uploaded]');
  if (box?.value) box.dispatchEvent(new Event('input', { bubbles: true }));
}

const hostOf = target => target.closest?.('lc-files:not([data-disabled])');
document.addEventListener('change', event => {
  const host = event.target.matches?.('input[type=file]') && hostOf(event.target);
  if (!host) return;
  take(host, [...event.target.files]);
  event.target.value = '';
});
document.addEventListener('dragover', event => {
  if (![...event.dataTransfer.types].includes('Files') || event.target.matches?.('input[type=file]')) return;
  const host = hostOf(event.target);
  event.preventDefault();
  // let go beside a field, the browser would leave the page and open the file
  if (host) host.classList.add('is-over'); else event.dataTransfer.dropEffect = 'none';
});
document.addEventListener('dragleave', event => { const host = hostOf(event.target); if (host && !host.contains(event.relatedTarget)) host.classList.remove('is-over'); });
document.addEventListener('drop', event => {
  const host = hostOf(event.target);
  if (!host || !event.dataTransfer.files.length) return;
  event.preventDefault();
  host.classList.remove('is-over');
  take(host, [...event.dataTransfer.files]);
});
document.addEventListener('paste', event => {
  const files = [...event.clipboardData?.files ?? []];
  // cells copied from a spreadsheet come as text and as a picture of it: into a field goes the text
  if (!files.length || event.clipboardData.types.includes('text/plain') && event.target.matches?.('input, textarea')) return;
  // a picture on the clipboard goes into the field with the caret, or into the only one of the form or page
  const around = event.target.closest?.('lc-keep') ?? document;
  const all = around.querySelectorAll('lc-files:not([data-disabled])');
  const host = hostOf(document.activeElement) ?? (all.length === 1 ? all[0] : null);
  if (!host) return;
  event.preventDefault();
  take(host, files);
});
