// The line to the server: asks, and tells apart what may pass by itself, what needs the reader, and an answer.

const PATIENCE = 20000;
const KEEPALIVE_MOST = 60000; // bytes of all such requests in flight; browsers take 64 KiB

export class Line {
  // `troubled(trouble, body)`: offline, waiting, signed_out, other_account, closed, reload.
  constructor(token, troubled) {
    Object.assign(this, { token, troubled });
    this.alive = 0;
  }

  // Gives { ok, status, body, trouble }. Status 0: nobody answered.
  async ask(method, address, body, { again = true } = {}) {
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    let response;
    try {
      response = await this.#fetch(method, address, bytes);
    } catch {
      return this.#stop(navigator.onLine ? "waiting" : "offline", 0);
    }
    const found = await response.json().catch(() => ({}));
    if (response.status === 400 && found.csrf_token && again) {
      this.#take(found.csrf_token);
      return this.ask(method, address, body, { again: false });
    }
    const trouble = troubleOf(response, found);
    if (trouble) return this.#stop(trouble, response.status, found);
    return { ok: response.ok, status: response.status, body: found, trouble: "" };
  }

  // Small requests outlive the page.
  async #fetch(method, address, bytes) {
    const keepalive = this.alive + bytes.length < KEEPALIVE_MOST;
    const counted = keepalive ? bytes.length : 0;
    this.alive += counted;
    try {
      return await fetch(address, {
        method,
        body: bytes,
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.token },
        credentials: "same-origin",
        redirect: "manual",
        keepalive,
        signal: AbortSignal.timeout(PATIENCE),
      });
    } finally {
      this.alive -= counted;
    }
  }

  // After signing in again in another tab this page's token is an old one; the answer brought the new one.
  #take(token) {
    this.token = token;
    for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = token;
  }

  #stop(trouble, status, body = {}) {
    this.troubled(trouble, body);
    return { ok: false, status, body, trouble };
  }
}

function troubleOf(response, found) {
  if (response.type === "opaqueredirect") return "signed_out";
  if (response.status === 401) return found.kind === "other_account" ? "other_account" : "signed_out";
  if (response.status >= 500 || response.status === 429) return "waiting";
  if (response.status === 409 && found.kind === "closed") return "closed";
  return [400, 403, 404].includes(response.status) ? "reload" : "";
}
