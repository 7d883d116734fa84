// The explorer: looks words up in the files that generator/plan/search/shards.py describes.
// What it says comes from the page; no markup is made of strings.
const form = document.querySelector("form.search");
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const CODE = 5, LONGEST = 32, MOST_WORDS = 8, MOST_LETTERS = 200, MOST_FILES = 3, AT_ONCE = 10;
// For a word of the story, of connected names, of the summary, of the title.
const WEIGHTS = [0, 1, 2, 3, 8];
const PLAIN = { "đ": "d", "ł": "l", "ø": "o", "ı": "i" };
const GROUPS = ["kind", "unit", "campaign", "title", "year", "topic"];
const language = document.documentElement.lang;
const { index, root } = form.dataset;
const [input, details, status, failed, list, more] = ["input", "details", ".search-status",
  ".search-failed", ".search-found", ".search-more"].map(each => form.querySelector(each));
const wide = matchMedia("(min-width: 48rem)").matches;
const browse = document.getElementById("browse");
const options = {};
for (const group of GROUPS) {
  options[group] = new Map([...form[group].options].map(each => [each.value, each.text]));
}

// As words.py beside shards.py has them.
const wordsOf = text =>
  (text.normalize("NFKC").toLowerCase().match(/[\p{L}\p{N}]+/gu) || [])
    .map(word => word.slice(0, LONGEST));
const fold = word =>
  word.normalize("NFD").replace(/\p{Mn}/gu, "").replace(/[đłøı]/g, letter => PLAIN[letter]);

const files = new Map();
const broken = new Set();
function load(name) {
  if (!files.has(name)) {
    files.set(name, (window.loadFile ?? fetch)(`${index}${name}.json`, { cache: "no-cache" })
      .then(answer => answer.ok ? answer.json() : Promise.reject(answer.status))
      .catch(() => {
        // The next search tries again.
        files.delete(name);
        broken.add(name);
        return null;
      }));
  }
  return files.get(name);
}
const hex = text =>
  [...new TextEncoder().encode(text)].map(byte => byte.toString(16).padStart(2, "0")).join("");

function filesFor(meta, word, prefix) {
  const starts = meta.words;
  const first = starts.filter(start => start <= word).length - 1;
  if (first < 0) return [];
  let end = first + 1;
  while (prefix && end < starts.length && starts[end].startsWith(word)) end += 1;
  return starts.slice(first, end).map(start => `w${hex(start)}`);
}

// What records a word leads to: code -> [exact, weight]; `common` where it leads to most.
async function lookUp(meta, asked, prefix, marked) {
  const word = fold(asked);
  let names = filesFor(meta, word, prefix);
  const short = names.length > MOST_FILES;
  if (short) {
    prefix = false;
    names = filesFor(meta, word, false);
  }
  const found = new Map();
  let common = false;
  for (const postings of await Promise.all(names.map(load))) {
    for (const form of Object.keys(postings || {})) {
      const plain = fold(form);
      const whole = plain === word;
      if (!whole && !(prefix && plain.startsWith(word))) continue;
      let codes = postings[form];
      if (codes[0] === "*") {
        common ||= whole;
        codes = codes.slice(1);
      }
      const exact = marked && (whole ? form === asked : form.startsWith(asked)) ? 1 : 0;
      for (let at = 0; at < codes.length; at += CODE + 1) {
        const code = codes.slice(at, at + CODE);
        const weight = WEIGHTS[codes[at + CODE]] * (whole ? 2 : 1);
        const before = found.get(code);
        if (!before) found.set(code, [exact, weight]);
        else found.set(code, [Math.max(exact, before[0]), Math.max(weight, before[1])]);
      }
    }
  }
  return { found, common, short, word, prefix };
}

// All words must match. The last may be unfinished, and if nothing is found, each may.
async function match(meta, text, every) {
  const asked = [...new Set(wordsOf(text))].slice(0, MOST_WORDS);
  const last = /[\p{L}\p{N}]$/u.test(text) ? asked.length - 1 : -1;
  const marked = asked.some(word => fold(word) !== word);
  const looked = await Promise.all(asked.map((word, at) =>
    lookUp(meta, word, every || at === last, marked)));
  // Common words tell little; alone they are all there is.
  const telling = looked.filter(each => !each.common);
  const [first, ...others] = telling.length ? telling : looked;
  const scores = new Map();
  for (const code of first ? first.found.keys() : []) {
    if (!others.every(each => each.found.has(code))) continue;
    const parts = looked.map(each => each.found.get(code) || [0, 0]);
    scores.set(code, parts.reduce((sum, [exact, weight]) => sum + exact * 1000 + weight, 0));
  }
  if (!scores.size && !every && asked.length) return match(meta, text, true);
  const codes = [...scores.keys()].sort((a, b) => scores.get(b) - scores.get(a) || (a < b ? -1 : 1));
  return { codes, looked, short: looked.some(each => each.short) };
}

// The values of a way to narrow: value -> codes, in the order of listings.
async function facet(meta, group) {
  const values = new Map();
  for (const part of await Promise.all((meta.facets[group] || []).map(load))) {
    for (const [value, name, codes] of (part && part[group]) || []) {
      if (!options[group].has(value)) options[group].set(value, [].concat(name)[0]);
      values.set(value, codes.match(/.{5}/g));
    }
  }
  return values;
}

const add = (parent, tag) => parent.appendChild(document.createElement(tag));

// A text, or a text and its language; the words looked for are marked.
function say(parent, tag, phrase) {
  const [text, lang] = [].concat(phrase);
  const element = add(parent, tag);
  if (lang) element.lang = lang;
  text.split(/([\p{L}\p{M}\p{N}]+)/u).forEach((part, at) => {
    const plain = fold(part.toLowerCase());
    const hit = at % 2 && results.looked.some(({ word, prefix }) =>
      plain === word || (prefix && plain.startsWith(word)));
    (hit ? add(element, "mark") : element).append(part);
  });
  return element;
}

function show([kind, href, lang, title, meta, summary]) {
  const item = document.createElement("li");
  item.className = "card";
  const box = add(item, "div");
  const heading = add(box, "h2");
  const link = say(heading, "a", title);
  link.href = root + href;
  if (lang) {
    link.hreflang = lang;
    heading.append(" ");
    const label = add(heading, "small");
    label.className = "in-language";
    label.textContent = `(${form.getAttribute(`data-in-${lang}`) || lang})`;
  }
  const line = add(box, "p");
  line.className = "card-meta";
  line.textContent = options.kind.get(kind);
  for (const each of meta) {
    line.append(" · ");
    say(line, "span", each);
  }
  if (summary) say(box, "p", summary);
  return item;
}

const number = value => value.toLocaleString(language);
const words = (name, blank, value) => form.dataset[name].replace(`{${blank}}`, () => value);

function fill(group, chosen, values, counted = Boolean) {
  const order = { year: (a, b) => b[0] - a[0], kind: () => 0 }[group] ||
    ((a, b) => a[1].localeCompare(b[1], language));
  const shown = [];
  for (const [value, name] of [...options[group]].sort(order)) {
    const count = (values?.get(value) || []).filter(counted).length;
    if (!value) shown.unshift(new Option(name, ""));
    else if (!values) shown.push(new Option(name, value));
    else if (count || value === chosen) {
      shown.push(new Option(`${name} (${number(count)})`, value));
    }
  }
  if (chosen && !options[group].has(chosen)) shown.push(new Option(chosen));
  form[group].replaceChildren(...shown);
  form[group].value = chosen;
}

let turn = 0;
let results = { codes: [], looked: [], shown: 0 };
let complete = false;

// What the address bar asks for, as it stands now.
function asks() {
  const asked = new URLSearchParams(location.search);
  return {
    text: (asked.get("q") || "").trim().slice(0, MOST_LETTERS),
    chosen: GROUPS.map(group => [group, asked.get(group) || ""]),
  };
}

async function run() {
  const mine = ++turn;
  list.setAttribute("aria-busy", "true");
  const { text, chosen } = asks();
  const active = chosen.filter(([, value]) => value);
  broken.clear();
  const meta = await load("meta") || { words: [], facets: {}, cards: 0 };
  const { codes: found, looked, short } = await match(meta, text);
  if (active.length || (wide && Object.values(meta.facets).flat().every(name => name === "f"))) {
    details.open = true;
  }
  const values = {};
  complete = details.open;
  if (complete) {
    await Promise.all(GROUPS.map(async group => { values[group] = await facet(meta, group); }));
  }
  if (mine !== turn) return;
  // Each way to narrow counts what the others leave.
  const sets = active.map(([group, value]) => [group, new Set(values[group].get(value))]);
  const passes = (code, but) => sets.every(([group, set]) => group === but || set.has(code));
  const base = text && new Set(found);
  for (const [group, value] of chosen) fill(group, value, values[group], code =>
    (!base || base.has(code)) && passes(code, group));
  const all = text ? found : [...(sets[0]?.[1] || [])];
  results = { meta, looked, short, codes: all.filter(code => passes(code)), shown: 0 };
  const fresh = await cards();
  if (mine !== turn) return;
  list.replaceChildren(...fresh);
  tell();
}

async function cards() {
  const { meta, codes, shown } = results;
  const next = codes.slice(shown, shown + AT_ONCE);
  results.shown += next.length;
  const parts = await Promise.all(next.map(code => {
    const bits = DIGITS.indexOf(code[0]) << 6 | DIGITS.indexOf(code[1]);
    return load(`c${bits >> (12 - meta.cards)}`);
  }));
  return next.map((code, at) => parts[at]?.[code]).filter(Boolean).map(show);
}

function tell() {
  const { text, chosen } = asks();
  const { codes, shown, short } = results;
  const count = codes.length;
  const asking = text || chosen.some(([, value]) => value);
  const typed = text.length > 80 ? `${[...text].slice(0, 80).join("")}…` : text;
  const parts = [];
  if (count) parts.push(words(count === 1 ? "one" : "many", "n", number(count)));
  else if (asking && !broken.size) parts.push(words(text ? "none" : "empty", "q", typed));
  if (shown < count) parts.push(words("shown", "n", number(shown)));
  if (short) parts.push(form.dataset.short);
  status.textContent = parts.join(" · ");
  failed.hidden = !broken.size;
  failed.firstElementChild.textContent = broken.size ? form.dataset.failed : "";
  more.hidden = shown >= count;
  browse.hidden = Boolean(count && !broken.size);
  list.setAttribute("aria-busy", "false");
}

function restore() {
  const { text, chosen } = asks();
  input.value = text;
  for (const [group, value] of chosen) fill(group, value);
  return run();
}

// One step back undoes one search, not one letter.
let typing = false;
function go(typed) {
  const state = new URLSearchParams();
  for (const name of ["q", ...GROUPS]) {
    const value = form[name].value.trim().slice(0, MOST_LETTERS);
    if (value) state.set(name, value);
  }
  if (`${state}` !== `${new URLSearchParams(location.search)}`) {
    history[typed && typing ? "replaceState" : "pushState"](null, "", `?${state}`);
  }
  typing = typed;
  return run();
}

let timer = 0;
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(go, 150, true);
});
input.addEventListener("change", () => { typing = false; });
for (const group of GROUPS) form[group].addEventListener("change", () => go(false));
form.addEventListener("submit", event => {
  event.preventDefault();
  clearTimeout(timer);
  go(false);
});
details.addEventListener("toggle", () => { if (details.open && !complete) run(); });
more.addEventListener("click", async () => {
  const before = results;
  const fresh = await cards();
  if (before !== results) return;
  list.append(...fresh);
  fresh[0]?.querySelector("a").focus();
  tell();
});
addEventListener("popstate", () => {
  clearTimeout(timer);
  typing = false;
  restore();
});
form.hidden = false;
restore();
