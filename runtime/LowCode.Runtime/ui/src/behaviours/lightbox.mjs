// [data-lightbox] a[data-picture]: pictures large over the page; arrows to the next, Esc back to where one was.
let box, links, at;

function show(index) {
  at = (index + links.length) % links.length;
  const link = links[at];
  box.querySelector('img').src = link.href;
  box.querySelector('img').alt = link.dataset.picture;
  box.querySelector('figcaption').textContent = `${link.dataset.picture}${links.length > 1 ? `  ${at + 1} / ${links.length}` : ''}`;
}

document.addEventListener('click', event => {
  const link = event.target.closest?.('[data-lightbox] a[data-picture]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  links = [...link.closest('[data-lightbox]').querySelectorAll('a[data-picture]')];
  box = document.createElement('dialog');
  box.className = 'lightbox';
  box.setAttribute('aria-label', link.dataset.picture);
  box.innerHTML = '<figure><img><figcaption></figcaption></figure>';
  box.addEventListener('click', press => { if (press.target.tagName !== 'IMG' || links.length < 2) box.close(); else show(at + 1); });
  box.addEventListener('keydown', key => {
    if (key.key === 'ArrowRight' || key.key === 'ArrowDown') show(at + 1);
    else if (key.key === 'ArrowLeft' || key.key === 'ArrowUp') show(at - 1);
    else if (key.key === 'Enter' || key.key === ' ') box.close();
    else return;
    key.preventDefault();
  });
  box.addEventListener('close', () => { box.remove(); link.focus(); });
  document.body.append(box);
  show(links.indexOf(link));
  box.showModal();
});
