// The board: a dashboard on the whole screen, dark. Esc leaves it, as everywhere in the browser; .NET is told either way.
export function board(host, net) {
  const changed = () => {
    const shown = document.fullscreenElement === host;
    if (shown) host.dataset.theme = 'dark';
    else delete host.dataset.theme;
    document.dispatchEvent(new Event('lc-theme'));
    tell(shown);
  };
  const tell = shown => net.invokeMethodAsync('OnBoard', shown).catch(() => {});
  host.addEventListener('fullscreenchange', changed);
  return {
    enter() { return host.requestFullscreen?.(); },
    leave() { return document.fullscreenElement ? document.exitFullscreen() : undefined; },
    dispose() { host.removeEventListener('fullscreenchange', changed); },
  };
}

/** Saves the drawing on a card as a file: svg, or png at twice its size. */
export async function picture(card, format, name) {
  const drawing = card?.querySelector('.chart svg, .gauge svg');
  if (!drawing) return;
  const { width, height } = drawing.getBoundingClientRect();
  const copy = drawing.cloneNode(true);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', width);
  copy.setAttribute('height', height);
  // Styles of the page don't travel with the file: what they say is written down.
  const [from, to] = [drawing.querySelectorAll('path'), copy.querySelectorAll('path')];
  from.forEach((path, i) => { if (path.matches('.gauge *')) for (const key of ['fill', 'stroke', 'stroke-width', 'stroke-linecap', 'stroke-dasharray']) to[i].setAttribute(key, getComputedStyle(path)[key]); });
  const text = new XMLSerializer().serializeToString(copy);
  const svg = new Blob([text], { type: 'image/svg+xml' });
  if (format === 'svg') return save(svg, `${name}.svg`);
  const image = new Image();
  const address = URL.createObjectURL(svg);
  try {
    image.src = address;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: width * 2, height: height * 2 });
    const pen = canvas.getContext('2d');
    pen.fillStyle = getComputedStyle(card).backgroundColor;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    save(await new Promise(done => canvas.toBlob(done, 'image/png')), `${name}.png`);
  } finally {
    URL.revokeObjectURL(address);
  }
}

function save(blob, name) {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
