"use strict";
(function () {
  function all(selector, under) { return Array.prototype.slice.call((under || document).querySelectorAll(selector)); }
  function text(cell) { return cell ? cell.textContent : ""; }
  function number(cell) {
    var shown = cell.getAttribute("data-v") || text(cell).replace(/,/g, "");
    var value = parseFloat(shown);
    return isNaN(value) ? null : value;
  }

  // The rows of a table without those that say why the row above them has its verdict; these go where theirs goes.
  var proofs = new Map();
  function main(body) {
    return Array.prototype.filter.call(body.rows, function (row) { return !row.classList.contains("why"); });
  }
  all("tr.why").forEach(function (why) {
    var row = why.previousElementSibling, details = why.querySelector("details");
    proofs.set(row, why);
    row.classList.add("opens");
    row.addEventListener("click", function () {
      // Whoever marks words does not want them to move.
      if (String(window.getSelection())) { return; }
      details.open = !details.open;
    });
  });

  // Sorting: each head of a table with more than one row becomes a button. Not a <button>, which Chromium leaves
  // out of the heads it repeats on paper.
  function sortable(table) {
    var body = table.tBodies[0];
    if (!body || table.closest(".proof, .why")) { return; }
    var rows = main(body);
    if (rows.length < 2) { return; }
    // Not those of the tables that stand in its rows.
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
    heads.forEach(function (head, column) {
      var button = document.createElement("span");
      button.className = "sort";
      button.tabIndex = 0;
      button.setAttribute("role", "button");
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      button.addEventListener("keydown", function (event) {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); button.click(); }
      });
      button.addEventListener("click", function () {
        var order = head.getAttribute("aria-sort");
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        var sorted = rows.slice();
        if (order !== "descending") {
          var sign = order === "ascending" ? -1 : 1;
          head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
          var isNumber = head.classList.contains("num");
          sorted.sort(function (one, other) { return compare(one.cells[column], other.cells[column], isNumber, sign); });
        }
        sorted.forEach(function (row) {
          var why = proofs.get(row);
          body.appendChild(row);
          if (why) { body.appendChild(why); }
        });
      });
    });
  }
  // What has no value stands last in either order.
  function compare(one, other, isNumber, sign) {
    var a = isNumber ? number(one) : text(one), b = isNumber ? number(other) : text(other);
    var none = function (value) { return value === null || value === "·"; };
    if (none(a) || none(b)) { return (none(a) ? 1 : 0) - (none(b) ? 1 : 0); }
    return sign * (isNumber ? a - b : a.localeCompare(b, document.documentElement.lang));
  }
  all("table").forEach(sortable);

  // Search and filters over one block of findings.
  function searchable(block) {
    var tools = block.querySelector(".tools");
    if (!tools) { return; }
    var groups = all(".group", block).map(function (group) {
      var branch = -1;
      all(".scroll > table > thead th", group).forEach(function (head, at) { if (head.classList.contains("branch")) { branch = at; } });
      return {
        node: group, severity: group.getAttribute("data-severity"), code: group.getAttribute("data-code"),
        rows: main((group.querySelector("tbody") || { rows: [] })).map(function (row) {
          var cell = row.cells[branch];
          return { node: row, why: proofs.get(row), words: row.textContent.toLowerCase(), branch: cell && cell.firstChild ? cell.firstChild.textContent : "" };
        })
      };
    });
    var search = tools.querySelector("input"), selects = all("select", tools), output = tools.querySelector("output");
    var none = block.querySelector(".nomatch");
    var branches = Object.create(null);
    groups.forEach(function (group) { group.rows.forEach(function (row) { if (row.branch && row.branch !== "·") { branches[row.branch] = true; } }); });
    selects.forEach(function (select) {
      if (select.getAttribute("data-by") !== "branch") { return; }
      var names = Object.keys(branches).sort(function (a, b) { return a.localeCompare(b, document.documentElement.lang); });
      names.forEach(function (name) { select.appendChild(new Option(name, name)); });
      select.parentNode.hidden = names.length < 2;
    });
    function apply() {
      var wanted = search.value.trim().toLowerCase().split(/\s+/), by = {}, shown = 0, listed = 0, isFiltered = search.value.trim() !== "";
      selects.forEach(function (select) { by[select.getAttribute("data-by")] = select.value; if (select.value) { isFiltered = true; } });
      groups.forEach(function (group) {
        var fits = (!by.severity || by.severity === group.severity) && (!by.code || by.code === group.code), left = 0;
        group.rows.forEach(function (row) {
          var isShown = fits && (!by.branch || by.branch === row.branch) &&
            wanted.every(function (word) { return row.words.indexOf(word) >= 0; });
          row.node.hidden = !isShown;
          if (row.why) { row.why.hidden = !isShown; }
          left += isShown ? 1 : 0;
        });
        listed += group.rows.length;
        shown += left;
        group.node.hidden = isFiltered && left === 0;
      });
      output.textContent = isFiltered ? output.getAttribute("data-words").replace("{n}", shown).replace("{m}", listed) : "";
      none.hidden = !isFiltered || shown > 0;
    }
    search.addEventListener("input", apply);
    selects.forEach(function (select) { select.addEventListener("change", apply); });
    tools.querySelector(".reset").addEventListener("click", function () {
      search.value = "";
      selects.forEach(function (select) { select.value = ""; });
      apply();
      search.focus();
    });
    tools.hidden = false;
  }
  all(".findings").forEach(searchable);

  // On paper everything is open.
  var opened = [];
  addEventListener("beforeprint", function () {
    opened = all("details:not([open])");
    opened.forEach(function (details) { details.open = true; });
  });
  addEventListener("afterprint", function () {
    opened.forEach(function (details) { details.open = false; });
    opened = [];
  });

  // The contents tell where the reader is.
  if ("IntersectionObserver" in window) {
    var links = {};
    all(".contents a").forEach(function (link) { links[link.getAttribute("href").slice(1)] = link; });
    var observer = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting || !links[entry.target.id]) { return; }
        Object.keys(links).forEach(function (id) { links[id].classList.remove("here"); });
        links[entry.target.id].classList.add("here");
      });
    }, { rootMargin: "-10% 0px -80% 0px" });
    all(".chapter").forEach(function (chapter) { observer.observe(chapter); });
  }
})();
