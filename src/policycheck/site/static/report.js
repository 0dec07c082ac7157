// Search and filters for a table; without this script all of its rows are shown.
"use strict";
for (const form of document.querySelectorAll("form[data-filter]")) {
  const rows = [...document.getElementById(form.dataset.filter).tBodies[0].rows];
  const status = document.querySelector("[role=status]");
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const values = (row, name) => (row.dataset[name] || "").split("|");
  const selects = [...form.querySelectorAll("select")];
  for (const select of selects) {
    const known = new Set(rows.flatMap((row) => values(row, select.name)).filter(Boolean));
    const sorted = select.name === "severity" ? [...known] : [...known].sort((a, b) => a.localeCompare(b, document.documentElement.lang, { numeric: true }));
    for (const value of sorted) select.add(new Option(value, value));
  }
  const show = () => {
    const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, index) => {
      const fits = words.every((word) => texts[index].includes(word)) &&
        selects.every((select) => !select.value || values(row, select.name).includes(select.value));
      row.hidden = !fits;
      if (fits) shown += 1;
    });
    status.textContent = status.dataset.shown.replace("{shown}", shown).replace("{all}", rows.length);
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  form.hidden = false;
  show();
}
