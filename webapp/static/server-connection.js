// The line to the server: asks, and tells apart what may pass by itself, what needs the reader, and an answer.

const PATIENCE = 20000;
const KEEPALIVE_MOST = 60000; // bytes of all such requests in flight; browsers take 64 KiB
const PASSING = [408, 421, 425, 429]; // of the 4xx, those that may be answered otherwise the next time

export class ServerConnection {
  // `troubled(trouble, body)`: offline, waiting, signed_out, other_account, closed, refused.
  constructor(token, troubled) {
    Object.assign(this, { token, troubled });
    this.alive = 0;
  }

  // Gives { ok, status, body, trouble }. Status 0: nobody answered. `fits(status, body)` tells whether a 2xx or a 409
  // says what such an answer of the application says; one that does not comes from elsewhere, and may pass.
  async ask(method, address, body, fits, { again = true } = {}) {
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    let response, answer;
    try {
      response = await this.#fetch(method, address, bytes);
      answer = read(await response.text());
    } catch {
      return this.#stop(navigator.onLine ? "waiting" : "offline", 0);
    }
    if (response.status === 400 && answer.csrf_token && again) {
      this.#take(answer.csrf_token);
      return this.ask(method, address, body, fits, { again: false });
    }
    const trouble = troubleOf(response, answer, fits);
    if (trouble) return this.#stop(trouble, response.status, answer);
    return { ok: response.ok, status: response.status, body: answer, trouble: "" };
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

// What an answer says; nothing where it is not one of the application's, such as a page of a gateway.
function read(text) {
  try {
    const answer = JSON.parse(text);
    return answer !== null && typeof answer === "object" ? answer : {};
  } catch {
    return {};
  }
}

// An error stops the page only if the application says it: while its server starts again, a proxy answers with any status
// and a page of its own.
function troubleOf(response, answer, fits) {
  const { status } = response;
  if (response.type === "opaqueredirect") return "signed_out";
  if (status === 401) return answer.kind === "other_account" ? "other_account" : "signed_out";
  if (status === 409 && answer.kind === "closed") return "closed";
  if (response.ok || status === 409) return fits(status, answer) ? "" : "waiting";
  if (isOfContent(status, answer)) return "";
  const ours = answer.error === status && typeof answer.message === "string";
  return ours && status < 500 && !PASSING.includes(status) ? "refused" : "waiting";
}

// This content is refused, and another may be taken: by the application, or by a proxy for its size alone.
function isOfContent(status, answer) {
  return status === 413 || (status === 422 && typeof answer.message === "string");
}
