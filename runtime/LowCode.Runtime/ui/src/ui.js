// What the shared components need from the browser. Everything is delegated from the document, so it works before the circuit is up
// and never changes what Blazor draws.
import './behaviours/composing.mjs';
import './behaviours/popups.mjs';
import './behaviours/lists.mjs';
import './behaviours/entries.mjs';
import './behaviours/leads.mjs';
import './behaviours/modals.mjs';
import './behaviours/tips.mjs';
import './behaviours/preferences.mjs';
import './behaviours/quiet.mjs';
import './behaviours/connection.mjs';
import './behaviours/hotkeys.mjs';
import './behaviours/arrive.mjs';
import './behaviours/goto.mjs';
import './behaviours/keep.mjs';
import './behaviours/clipboard.mjs';
import './behaviours/ahead.mjs';
import './behaviours/rows.mjs';
import './behaviours/files.mjs';
import './behaviours/lightbox.mjs';
import './behaviours/cards.mjs';
import './behaviours/long-lists.mjs';
import './behaviours/moments.mjs';
