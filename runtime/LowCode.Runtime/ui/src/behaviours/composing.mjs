// The keys with which an input method writes are its own: its Enter takes a word and sends nothing. Safari's comes when the composition has ended already
// and is known by its code alone. An editor that draws its text itself needs them.
addEventListener('keydown', event => {
  if ((event.isComposing || event.keyCode === 229) && !event.target.closest?.('[contenteditable="true"]')) event.stopImmediatePropagation();
}, true);
