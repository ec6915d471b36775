// Follows packs in the making, and a cycle as it opens, whose page follows then: looks again after 3 seconds, then less often, and not while the page is hidden.

const SHORTEST = 3000;
const LONGEST = 15000;

function follow(part) {
  let pause = SHORTEST;
  const again = () => setTimeout(look, pause);

  async function look() {
    if (document.hidden) return again();
    pause = Math.min(pause * 1.2, LONGEST);
    try {
      const answer = await fetch(location.pathname, { headers: { Accept: "text/html", "X-By-Itself": "1" } });
      if (answer.redirected && new URL(answer.url).pathname === part.dataset.leadsTo) return location.assign(answer.url);
      if (!answer.ok || answer.redirected) return again();
      take(new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#pack"));
    } catch {
      // The server does not answer: the page stays as it was, and is looked for again.
    }
    if (part.hasAttribute("data-unfinished")) again();
  }

  function take(fresh) {
    if (!fresh) return;
    const old = part.querySelector("[data-pack-list]");
    const next = fresh.querySelector("[data-pack-list]");
    if (old.innerHTML !== next.innerHTML) {
      const at = [...old.querySelectorAll("a, button")].indexOf(document.activeElement);
      const before = states(old);
      old.replaceWith(document.adoptNode(next));
      if (at >= 0) (next.querySelectorAll("a, button")[at] ?? part.querySelector("button"))?.focus();
      if (states(next) !== before) tell(next);
    }
    part.toggleAttribute("data-unfinished", fresh.hasAttribute("data-unfinished"));
  }

  function tell(list) {
    const says = list.querySelector("[data-pack-says]");
    if (says) part.querySelector("[data-pack-voice]").textContent = says.textContent;
  }

  again();
}

function states(list) {
  return [...list.querySelectorAll("[data-pack-state]")].map((one) => one.dataset.packState).join();
}

const part = document.querySelector("#pack[data-unfinished]");
if (part) follow(part);
