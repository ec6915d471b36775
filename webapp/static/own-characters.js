// Says while somebody types that a character is one of their own computer's, such as the key with the apple: elsewhere it
// is an empty box, and in a report its code.
const OWN = /[\uE000-\uF8FF\u{F0000}-\u{FFFFD}\u{100000}-\u{10FFFD}]/u;
const words = document.querySelector("[data-own-characters]").dataset.ownCharacters;

document.addEventListener("input", ({ target: field }) => {
  if (!field.matches("textarea, input[type=text]")) return;
  const found = field.value.match(OWN);
  let says = field.parentElement.querySelector(":scope > .own-characters");
  if (!found) {
    says?.remove();
    return;
  }
  if (!says) {
    says = document.createElement("p");
    says.className = "field-error own-characters";
    says.setAttribute("role", "status");
    field.after(says);
  }
  const code = `U+${found[0].codePointAt(0).toString(16).toUpperCase()}`;
  says.textContent = words.replace("{code}", code);
});
