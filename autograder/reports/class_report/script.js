"use strict";
// Searches, filters and sorts what the page already holds; without it the page shows everything.
{
  const find = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const one = (id) => document.getElementById(id);
  const students = find("#table tbody tr");
  const others = find("#exercises tbody tr, .card, .file");
  const texts = new Map([...students, ...others].map((e) => [e, `${e.textContent} ${e.id}`.toLowerCase()]));
  const wholes = new Map(students.map((row) => [row, [2, 4].map((n) => row.cells[n].textContent)]));
  let group = "";

  const matches = (element, words) => words.every((word) => texts.get(element).includes(word));
  const inUnit = (element, unit) => !unit || !element.dataset.unit || element.dataset.unit === unit;
  const inStatus = (row, status) =>
    !status || (status === "late" ? "late" in row.dataset : row.dataset.status === status);
  const inGroup = (row) => !group || (row.dataset.shared || "").split(" ").includes(group);

  const ofUnit = (row, unit) => {
    const [points, passed] = wholes.get(row);
    const scored = points !== "–";
    const part = (name) => row.dataset[name].split(" ")[unit];
    row.cells[2].textContent = unit && scored ? part("points") : points;
    row.cells[4].textContent = unit ? part("passed") : passed;
    [...row.cells[5].children].forEach((span, n) => { span.hidden = unit && String(n) !== unit; });
  };

  const show = () => {
    const words = one("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const unit = one("unit").value;
    const status = one("status").value;
    let count = 0;
    for (const row of students) {
      row.hidden = !(matches(row, words) && inStatus(row, status) && inGroup(row));
      count += !row.hidden;
    }
    for (const element of others) {
      element.hidden = !(matches(element, words) && inUnit(element, unit));
    }
    for (const charts of find(".charts")) charts.hidden = !inUnit(charts, unit);
    for (const none of find(".none")) {
      none.hidden = find(".card", none.parentElement).some((card) => !card.hidden);
    }
    one("found").textContent = `${count} of ${students.length} students`;
  };

  const showGroup = (number, title) => {
    group = number;
    one("shown").hidden = !number;
    one("shown").firstElementChild.textContent = title;
    show();
  };

  const value = (row, column) => {
    const text = row.cells[column].textContent.trim();
    const number = Number.parseFloat(text);
    return /^[\d.–]/.test(text) ? (Number.isNaN(number) ? -1 : number) : text.toLowerCase();
  };
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
  const sort = (head) => {
    const table = head.closest("table");
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of find("th", head.parentElement)) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const column = head.cellIndex;
    const rows = [...table.tBodies[0].rows].map((row) => [value(row, column), row]);
    rows.sort(([a], [b]) => (down ? compare(b, a) : compare(a, b)));
    table.tBodies[0].append(...rows.map(([, row]) => row));
  };

  for (const head of find(".sortable thead th")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(head));
  }
  for (const button of find("[data-show]")) {
    button.addEventListener("click", () => {
      const card = button.closest(".card");
      const title = card.querySelector("summary, p").textContent.trim().replace(/\s+/g, " ");
      showGroup(button.dataset.show, `Only: ${title}`);
      one("students").scrollIntoView();
      one("all").focus({ preventScroll: true });
    });
  }
  one("all").addEventListener("click", () => { showGroup("", ""); one("search").focus(); });
  one("search").addEventListener("input", show);
  one("status").addEventListener("change", show);
  one("unit").addEventListener("change", () => {
    for (const row of students) ofUnit(row, one("unit").value);
    show();
  });
  one("clear").form.addEventListener("submit", (event) => event.preventDefault());
  one("clear").form.addEventListener("reset", () => setTimeout(() => {
    for (const row of students) ofUnit(row, "");
    showGroup("", "");
  }));
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      one("search").focus();
    }
  });
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = find("details:not([open])");
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of opened) details.open = false; });
  document.documentElement.classList.add("js");
  show();
}
