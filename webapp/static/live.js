// Keeps a page of a session as it is now: asks what is new, and takes over what stands in elements with data-live from
// the page of the same address. Where somebody types, or has typed, nothing changes until they ask for it.
//
// A whole page of a large session takes the server long, so that a full room must not ask for it at each change: it asks
// for what changed alone, one review or some rows, and for the whole page later, the later the longer that takes and the
// more are here, and each at a time of its own.

const SHORTEST = 1500;
const HIDDEN = 15000;
const LONGEST = 30000;
const MOST_ROWS = 40;
const FIELDS = "input:not([type=hidden]), textarea, select";
const TOKEN = /(name="csrf_token"[^>]* value=")[^"]*/g;

function follow(root) {
  const regions = () => [...document.querySelectorAll("[data-live]")];
  const markup = new Map(regions().map((one) => [one.dataset.live, plain(one)]));
  const sentBack = location.pathname !== root.dataset.page; // a form that was refused, with what was typed
  let seen = root.dataset.changes;
  let seq = root.dataset.seq;
  let tag = "";
  let failed = 0;
  let signedOut = false;
  let took = loading();
  let due = Infinity; // when the whole page is asked for
  const waiting = new Map(); // what becomes of a region where somebody types
  const signIn = root.querySelector("[data-live-out] a");
  let here, timer;

  async function look() {
    clearTimeout(timer);
    try {
      const answer = await fetch(`${root.dataset.news}?drawn=${seen}${document.hidden ? "&hidden=1" : ""}`, { headers: headers(tag) });
      if (answer.status === 401) return saySignedOut();
      if ([403, 404].includes(answer.status)) return gone();
      if (answer.status === 304) {
        if (signedOut && !(await renew())) return;
      } else {
        if (!answer.ok) throw new Error(answer.status);
        const news = await answer.json();
        here = news.here;
        showHere();
        if (signedOut ? !(await renew()) : String(news.changes) !== seen && !(await catchUp(news))) return;
        tag = answer.headers.get("ETag");
      }
      if (performance.now() >= due && !(await renew())) return;
      failed = 0;
    } catch {
      failed += 1;
    }
    show("away", failed >= 3);
    const next = document.hidden ? HIDDEN : Math.min(SHORTEST * 2 ** failed, LONGEST);
    timer = setTimeout(look, failed ? next : Math.max(0, Math.min(next, due - performance.now())));
  }

  // The page as of the news: what changed of it at once, the rest of a page of many people later.
  async function catchUp(news) {
    const follows = root.dataset.follows;
    if (!follows) return renew();
    const rows = follows === "*";
    const only = rows ? news.reviews : [follows];
    const moved = String(news.seq) !== seq; // somebody came out of the session, for instance: rows alone do not show it
    const concerned = rows || news.reviews.includes(follows) || moved;
    if (concerned && only.length <= MOST_ROWS && !(await renew(only))) return false;
    const patience = moved ? SHORTEST : took * Math.max(1, here.length);
    if (rows) due = Math.min(due, performance.now() + patience * (1 + Math.random()));
    seen = String(news.changes);
    seq = String(news.seq);
    return true;
  }

  // Takes over the page as it is now, or with `only` what it has of those reviews. Whether the page follows on: not once
  // it leads on, is gone, or its reader is signed out.
  async function renew(only) {
    const address = new URL(sentBack ? root.dataset.page : location.href, location.href);
    if (only) for (const one of only.length ? only : [""]) address.searchParams.append("only", one);
    const began = performance.now();
    const answer = await fetch(address, { headers: { Accept: "text/html", "X-By-Itself": "1" } });
    const led = answer.redirected ? new URL(answer.url).pathname : "";
    if (led && led === root.dataset.leadsTo) return location.assign(answer.url);
    if (answer.status === 401 || (led && led === signIn.pathname)) return saySignedOut();
    if (led || (answer.status >= 400 && answer.status < 500)) return gone();
    if (!answer.ok) throw new Error(answer.status);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (reader(fresh) !== reader(document)) return location.reload();
    if (signedOut) takeToken(fresh);
    signedOut = false;
    show("out", false);
    const now = fresh.querySelector("[data-news]").dataset;
    if (!only) {
      took = performance.now() - began;
      due = Infinity;
    }
    const back = keepPlace();
    for (const old of regions()) {
      const next = fresh.querySelector(`[data-live="${old.dataset.live}"]`);
      const whole = only && next?.matches("[data-live-rows]") ? withRows(waiting.get(old.dataset.live) ?? old, next) : next;
      if (whole && plain(whole) !== markup.get(old.dataset.live)) take(old, whole);
    }
    showHere();
    showOld(fresh);
    back();
    if (!only) [seen, seq] = [now.changes, now.seq];
    return true;
  }

  function take(old, next) {
    document.getElementById(`changed-${old.dataset.live}`)?.remove();
    if (!isTyped(old, sentBack)) return replace(old, next);
    waiting.set(old.dataset.live, next);
    const note = document.getElementById("live-changed").content.firstElementChild.cloneNode(true);
    note.id = `changed-${old.dataset.live}`;
    note.querySelector("button").addEventListener("click", () => {
      note.remove();
      replace(old, next, typed(old, sentBack));
    });
    old.before(note);
  }

  function replace(old, next, words = []) {
    const at = [...old.querySelectorAll("a, button, summary, input, select, textarea")].indexOf(document.activeElement);
    markup.set(old.dataset.live, plain(next));
    waiting.delete(old.dataset.live);
    const open = [...old.querySelectorAll("details")].map((one) => one.open);
    old.replaceWith(document.adoptNode(next));
    next.querySelectorAll("details").forEach((one, n) => { one.open = open[n] ?? one.open; });
    next.dispatchEvent(new CustomEvent("redrawn", { bubbles: true })); // for the scripts that follow its forms
    for (const [name, value, checked] of words) {
      const field = [...next.querySelectorAll(FIELDS)].find((one) => one.name === name && (checked === undefined || one.value === value));
      if (!field) continue;
      Object.assign(field, checked === undefined ? { value } : { checked });
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (at >= 0) next.querySelectorAll("a, button, summary, input, select, textarea")[at]?.focus({ preventScroll: true });
    root.querySelector("[data-live-voice]").textContent = root.dataset.said;
  }

  function showHere() {
    if (!here) return;
    for (const one of root.querySelectorAll("[data-member]")) one.hidden = !here.includes(one.dataset.member);
    for (const one of root.querySelectorAll("[data-here]")) one.hidden = !here.length;
  }

  // A page that is confirmed as it was read says that it is an old one, and is not replaced.
  function showOld(fresh) {
    const note = document.querySelector("[data-live-old]");
    const covers = (page) => page.querySelector("[name=covers]")?.value;
    if (note) note.hidden = covers(fresh) === covers(document);
  }

  const show = (note, shown) => { root.querySelector(`[data-live-${note}]`).hidden = !shown; };

  // The page stays as it is, with what is typed, and follows again once its reader has signed in, here or in another tab.
  function saySignedOut() {
    signedOut = true;
    signIn.search = new URLSearchParams({ next: sentBack ? root.dataset.page : location.pathname + location.search });
    show("away", false);
    show("out", true);
    root.querySelector("[data-live-voice]").textContent = signIn.parentElement.textContent;
    timer = setTimeout(look, HIDDEN);
  }

  function gone() {
    show("out", false);
    show("gone", true);
  }

  document.addEventListener("visibilitychange", () => document.hidden || look());
  window.addEventListener("focus", () => signedOut && look());
  timer = setTimeout(look, SHORTEST);
}

// How long the server took for this page.
function loading() {
  const [page] = performance.getEntriesByType("navigation");
  return page ? page.responseEnd - page.requestStart : SHORTEST;
}

// A region as it is, with the rows of another one in place of its own.
function withRows(old, next) {
  const copy = old.cloneNode(true);
  for (const row of next.querySelectorAll("tr[id]")) copy.querySelector(`[id="${row.id}"]`)?.replaceWith(row);
  return copy;
}

const headers = (tag) => ({ Accept: "application/json", "X-By-Itself": "1", ...(tag && { "If-None-Match": tag }) });
const isTyped = (region, all) => region.contains(document.activeElement?.closest(FIELDS) ?? null) || typed(region, all).length > 0;

// A region as the server draws it, without what scripts write into its forms.
function plain(region) {
  const copy = region.cloneNode(true);
  for (const one of copy.querySelectorAll("[data-counter-says], [data-restored]")) one.remove();
  return copy.innerHTML.replace(TOKEN, "$1");
}

const reader = (page) => page.getElementById("unsaved-text")?.dataset.person;

// Forms that were drawn before their reader signed in anew can be sent all the same.
function takeToken(fresh) {
  const token = fresh.querySelector("input[name=csrf_token]")?.value;
  for (const field of token ? document.querySelectorAll("input[name=csrf_token]") : []) field.value = token;
}

// What was typed and not sent, or all that a form holds: names with values, of boxes and choices whether they are ticked.
function typed(region, all) {
  return [...region.querySelectorAll(FIELDS)].flatMap((one) => {
    if (one.matches("[type=checkbox], [type=radio]")) return one.checked === one.defaultChecked && !all ? [] : [[one.name, one.value, one.checked]];
    const first = one.matches("select") ? [...one.options].find((each) => each.defaultSelected)?.value ?? one.options[0]?.value : one.defaultValue;
    return one.value === first && !all ? [] : [[one.name, one.value]];
  });
}

// The first thing in sight that has an id stays where it is, whatever changes above it.
function keepPlace() {
  const seen = (one) => one.getClientRects().length > 0 && one.getBoundingClientRect().top >= 0;
  const mark = [...document.querySelectorAll("main [id]")].find(seen);
  const top = mark?.getBoundingClientRect().top;
  return () => {
    const now = mark && document.getElementById(mark.id)?.getBoundingClientRect().top;
    if (now !== undefined && now !== top) scrollBy(0, now - top);
  };
}

const root = document.querySelector("[data-news]");
if (root) follow(root);
