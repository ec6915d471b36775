// Counts the characters of a field as they are typed: <div data-counter data-counter-most data-counter-words>.
for (const box of document.querySelectorAll("[data-counter]")) {
  const field = box.querySelector("textarea");
  const says = box.querySelector("[data-counter-says]");
  const most = Number(box.dataset.counterMost);
  const say = () => {
    const count = [...field.value].length;
    says.textContent = box.dataset.counterWords.replace("{n}", count);
    says.classList.toggle("field-error", count > most);
  };
  field.addEventListener("input", say);
  say();
}
