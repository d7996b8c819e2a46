// When a choice brings new results: its address holds no empty parameters, filters that were folded open stay open,
// and the new count is read out.
(() => {
  const opened = new Set();
  const folded = () => document.querySelectorAll("#directory details[id]");

  document.addEventListener("htmx:configRequest", ({ detail }) => {
    [...detail.formData.entries()].forEach(([name, value]) => value || detail.formData.delete(name));
  });
  document.addEventListener("htmx:beforeSwap", () => {
    opened.clear();
    folded().forEach((details) => details.open && opened.add(details.id));
  });
  document.addEventListener("htmx:afterSwap", () => {
    folded().forEach((details) => {
      details.open = opened.has(details.id);
    });
    document.getElementById("results-news").textContent = document.getElementById("results-title").textContent.trim();
  });
})();
