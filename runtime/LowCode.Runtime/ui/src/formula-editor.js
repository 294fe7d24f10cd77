// The formula editor: CodeMirror over one expression. Fields show as chips with their names, completion knows fields and functions, mistakes are
// underlined where the server's parser found them. The language itself is known to the server only.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, pickedCompletion } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { Annotation, EditorState, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, WidgetType, keymap, placeholder } from '@codemirror/view';

const TOKEN = /"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|\[\p{L}[^\[\],;"'，；]*\]|\d+(?:\.\d+)?|\$?[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*/gu;
const WORD = /\$?[\p{L}_][\p{L}\p{N}_.]*$/u;
const KEYWORDS = new Set(['true', 'false', 'null', 'in']);
const outside = Annotation.define();
let functions = null, language = null;

/** True when the functions are here already, in this language: they are sent once a page. */
export const knows = wanted => language === wanted;

/** list: {name, signature, help, example, result, category, aliases}. */
export function learn(wanted, list) { [language, functions] = [wanted, new Map(list.map(one => [one.name, one]))]; }

const setWords = StateEffect.define();
const words = StateField.define({
  create: () => new Map(),
  update: (value, change) => { for (const effect of change.effects) if (effect.is(setWords)) value = effect.value; return value; },
});

class Chip extends WidgetType {
  constructor(word) { super(); this.word = word; }
  eq(other) { return other.word.path === this.word.path && other.word.label === this.word.label; }
  toDOM() { return Object.assign(document.createElement('span'), { className: 'fx-chip', textContent: this.word.label, title: this.word.path }); }
  ignoreEvent() { return false; }
}

/** The tokens of a text: {from, to, kind: text | number | call | word | name, word?}. */
function* tokens(text, known) {
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const to = index + token.length;
    if (/^["']/.test(token)) yield { from: index, to, kind: 'text' };
    else if (/^\d/.test(token)) yield { from: index, to, kind: 'number' };
    else if (token.startsWith('[')) yield { from: index, to, kind: 'name', name: token.slice(1, -1).trim() };
    else if (/^\s*[(（]/.test(text.slice(to))) yield { from: index, to, kind: 'call', name: token.toUpperCase() };
    else if (KEYWORDS.has(token)) yield { from: index, to, kind: 'number' };
    else {
      // The longest beginning that is a field: customer.level, then customer.
      let path = token;
      while (path && !known.has(path)) path = path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : '';
      if (path) yield { from: index, to: index + path.length, kind: 'word', word: known.get(path), rest: token.slice(path.length), end: to };
      else yield { from: index, to, kind: 'name', name: token };
    }
  }
}

const look = ViewPlugin.fromClass(class {
  constructor(view) { this.draw(view); }
  update(update) { if (update.docChanged || update.startState.field(words) !== update.state.field(words)) this.draw(update.view); }
  draw(view) {
    const all = new RangeSetBuilder(), chips = new RangeSetBuilder();
    for (const token of tokens(view.state.doc.toString(), view.state.field(words))) {
      if (token.kind === 'name') continue;
      const mark = token.kind === 'word' ? Decoration.replace({ widget: new Chip(token.word) }) : Decoration.mark({ class: `fx-${token.kind}` });
      all.add(token.from, token.to, mark);
      if (token.kind === 'word') chips.add(token.from, token.to, mark);
    }
    this.decorations = all.finish();
    this.chips = chips.finish();
  }
}, {
  decorations: plugin => plugin.decorations,
  provide: plugin => EditorView.atomicRanges.of(view => view.plugin(plugin)?.chips ?? Decoration.none),
});

// What is shown as "items › price" is written with a dot.
const dotted = label => label.replaceAll(' › ', '.');

function complete(context) {
  const before = context.matchBefore(WORD);
  if (!before && !context.explicit) return null;
  const typed = (before?.text ?? '').toLowerCase(), from = before?.from ?? context.pos;
  const known = context.state.field(words);
  const hit = (...names) => { const at = names.map(name => name.toLowerCase().indexOf(typed)).filter(index => index >= 0); return at.length ? Math.min(...at) : -1; };
  const options = [];
  for (const word of known.values()) {
    const at = hit(word.label, dotted(word.label), word.path);
    if (at >= 0) options.push({ label: word.label, detail: `${word.type} · ${word.path}`, type: 'fx-field', boost: at === 0 ? 20 : 10, apply: (view, option, start, end) => put(view, option, start, end, word.path, 0) });
  }
  for (const one of functions?.values() ?? []) {
    const at = hit(one.name, ...one.aliases, one.help);
    if (at < 0 || typed === '' && !context.explicit) continue;
    options.push({
      label: one.name, detail: one.help, type: 'fx-call', boost: at === 0 && one.name.toLowerCase().startsWith(typed) ? 15 : 0, info: () => help(one),
      apply: (view, option, start, end) => put(view, option, start, end, view.state.sliceDoc(end, end + 1) === '(' ? one.name : `${one.name}()`, one.signature.startsWith('()') ? 0 : 1),
    });
  }
  options.sort((a, b) => b.boost - a.boost);
  return options.length ? { from, options: options.slice(0, 80), filter: false } : null;
}

function put(view, option, from, to, text, back) {
  const caret = from + text.length - (text.endsWith('()') ? back : 0);
  view.dispatch({ changes: { from, to, insert: text }, selection: { anchor: caret }, annotations: pickedCompletion.of(option), userEvent: 'input.complete' });
}

function help(one) {
  const box = document.createElement('div');
  const line = (className, text) => box.append(Object.assign(document.createElement('div'), { className, textContent: text }));
  line('fx-help-name', `${one.name}${one.signature}`);
  line('', one.help);
  line('fx-help-example', `${one.example}  →  ${one.result}`);
  return box;
}

/** The call that the caret stands in and which argument. */
function callAt(text, caret, known) {
  const names = [...tokens(text, known)].filter(token => token.kind === 'call' && token.to <= caret);
  const texts = [...tokens(text, known)].filter(token => token.kind === 'text');
  const open = [];
  for (let at = 0; at < caret; at++) {
    const inside = texts.find(token => token.from <= at && at < token.to);
    if (inside) { at = inside.to - 1; continue; }
    const sign = text[at];
    if (sign === '(' || sign === '（') open.push({ name: names.find(token => /^\s*$/.test(text.slice(token.to, at)) && token.to <= at)?.name, argument: 0 });
    else if (sign === ')' || sign === '）') open.pop();
    else if (/[,;，；]/.test(sign) && open.length) open.at(-1).argument++;
  }
  return open.filter(call => functions?.has(call.name)).at(-1);
}

function sign(hint, call) {
  hint.hidden = !call;
  if (!call) return;
  const one = functions.get(call.name), end = one.signature.lastIndexOf('):');
  const names = one.signature.slice(1, end).split(',').map(part => part.trim()).filter(part => part && !/^\.\.\.\d/.test(part)).map(part => part.split(':')[0]);
  hint.replaceChildren(Object.assign(document.createElement('b'), { textContent: call.name }), '(');
  names.forEach((name, index) => hint.append(index ? ', ' : '', Object.assign(document.createElement(index === Math.min(call.argument, names.length - 1) ? 'mark' : 'span'), { textContent: name })));
  hint.append(')  ', Object.assign(document.createElement('span'), { className: 'faint', textContent: one.help }));
}

/** net: OnTyped(text) gives [{from, to, message}]. options: {text, words: [{path, label, type}], label, describedBy, placeholder}. */
export function create(host, hint, options, net) {
  let timer = 0, sent = options.text, gone = false;
  const known = list => new Map(list.map(word => [word.path, word]));
  // Who writes a field's name in full means that field, also "items.price" by their names and "[unit price]"; not while the caret is still at it, where it may become a longer name.
  const name = all => {
    const labels = new Map(), { head } = view.state.selection.main, text = view.state.doc.toString();
    for (const word of view.state.field(words).values()) for (const label of new Set([word.label, dotted(word.label)])) labels.set(label, labels.has(label) ? null : word.path);
    const changes = [];
    for (const { kind, from, to, name, word, rest, end = to } of tokens(text, view.state.field(words))) {
      const path = kind === 'name' ? labels.get(name) : rest && labels.get(dotted(word.label) + rest);
      if (path && (all || head < from || head > end)) changes.push({ from, to: end, insert: path });
    }
    if (changes.length) view.dispatch({ changes, userEvent: 'input.complete' });
  };
  const tell = async all => {
    clearTimeout(timer);
    if (gone) return;
    if (!view.composing) name(all === true);
    const text = view.state.doc.toString();
    if (text === sent || gone) return;
    sent = text;
    const marks = await net.invokeMethodAsync('OnTyped', text).catch(() => null);
    if (marks && !gone && view.state.doc.toString() === text) show(marks);
  };
  const show = marks => view.dispatch(setDiagnostics(view.state, marks.map(mark => {
    const end = view.state.doc.length, from = Math.min(mark.from, end);
    return { from: from === end && end > 0 && mark.to <= mark.from ? end - 1 : from, to: Math.min(Math.max(mark.to, from), end), severity: 'error', message: mark.message };
  })));
  const view = new EditorView({
    parent: host,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        words.init(() => known(options.words)), look, history(), bracketMatching(), closeBrackets(), EditorView.lineWrapping, placeholder(options.placeholder ?? ''),
        autocompletion({ override: [complete], icons: false, maxRenderedOptions: 80, optionClass: option => option.type }),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.contentAttributes.of({ 'aria-label': options.label, 'aria-describedby': options.describedBy, spellcheck: 'false', autocapitalize: 'off' }),
        EditorState.changeFilter.of(change => change.newDoc.length <= 8000),
        EditorView.updateListener.of(update => {
          if (update.docChanged && !update.transactions.some(one => one.annotation(outside))) { clearTimeout(timer); timer = setTimeout(tell, 150); }
          // On leaving, the line stays: were it taken away, the button that is being pressed below would move from under the pointer.
          if (view.hasFocus && (update.docChanged || update.selectionSet || update.focusChanged)) sign(hint, callAt(update.state.doc.toString(), update.state.selection.main.head, update.state.field(words)));
        }),
        EditorView.domEventHandlers({ blur: () => { tell(true); } }),
      ],
    }),
  });
  return {
    set(text) { if (text !== view.state.doc.toString()) { sent = text; view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, annotations: outside.of(true) }); } },
    words(list) { view.dispatch({ effects: setWords.of(known(list)) }); },
    marks: show,
    insert(text, back) {
      const { from, to } = view.state.selection.main, before = view.state.sliceDoc(Math.max(0, from - 1), from);
      const gap = from > 0 && /[\p{L}\p{N}_"')\]]/u.test(before) ? ' ' : '';
      view.dispatch({ changes: { from, to, insert: gap + text }, selection: { anchor: from + gap.length + text.length - back }, userEvent: 'input' });
      view.focus();
    },
    dispose() { gone = true; clearTimeout(timer); view.destroy(); },
  };
}
