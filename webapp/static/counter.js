// Counts the characters of a field as they are typed: <div data-counter data-counter-most data-counter-words>.
function count(part) {
  for (const box of part.querySelectorAll("[data-counter]")) {
    const field = box.querySelector("textarea");
    const says = box.querySelector("[data-counter-says]");
    const most = Number(box.dataset.counterMost);
    const say = () => {
      const length = [...field.value].length;
      says.textContent = box.dataset.counterWords.replace("{n}", length);
      says.classList.toggle("field-error", length > most);
    };
    field.addEventListener("input", say);
    say();
  }
}

count(document);
document.addEventListener("redrawn", (event) => count(event.target)); // by live.js
