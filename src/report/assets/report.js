// Filters for the flagged messages, weeks of the chart that open their messages, and marks of wrong
// flags that can be saved as a list for `--suppress`. The page is whole without it. Nothing is
// stored or sent; text goes in as text only.
"use strict";
(function () {
  var section = document.getElementById("messages");
  if (!section) return;
  var cases = Array.from(section.querySelectorAll(".case[data-message]"));
  if (cases.length === 0) return;

  function make(tag, text, parent) {
    var element = document.createElement(tag);
    if (text) element.textContent = text;
    if (parent) parent.appendChild(element);
    return element;
  }

  // Rules and signs of a message may be several.
  function valuesOf(one, name) {
    var value = one.getAttribute(name) || "";
    return name === "data-rules" || name === "data-sign" ? value.split(" | ") : [value];
  }

  // ---- filter ----------------------------------------------------------------------------------
  var fields = [
    ["data-person", "Person"], ["data-kind", "Kind"], ["data-sign", "Sign"],
    ["data-week", "Week"], ["data-rules", "Rule"]
  ];
  var bar = make("div", "");
  bar.className = "filter";
  var picks = fields.map(function (field) {
    var label = make("label", field[1] + " ", bar);
    var pick = make("select", "", label);
    make("option", "all", pick).value = "";
    var seen = new Set();
    cases.forEach(function (one) {
      valuesOf(one, field[0]).forEach(function (value) {
        if (value) seen.add(value);
      });
    });
    Array.from(seen).sort().forEach(function (value) {
      make("option", value, pick).value = value;
    });
    pick.addEventListener("change", apply);
    return pick;
  });
  var all = make("button", "Show all", bar);
  all.type = "button";
  var count = make("span", "", bar);
  count.setAttribute("role", "status");
  section.insertBefore(bar, section.querySelector("h3"));

  function fits(one) {
    return fields.every(function (field, i) {
      var wanted = picks[i].value;
      return !wanted || valuesOf(one, field[0]).indexOf(wanted) >= 0;
    });
  }

  function apply() {
    var chosen = picks.some(function (pick) { return pick.value; });
    var shown = 0;
    cases.forEach(function (one) {
      one.hidden = !fits(one);
      shown += one.hidden ? 0 : 1;
    });
    section.querySelectorAll("details.group").forEach(function (group) {
      var any = group.querySelector(".case:not([hidden])");
      group.hidden = chosen && !any;
      group.open = chosen && Boolean(any);
    });
    count.textContent = chosen ? shown + " of " + cases.length + " messages kept here" : "";
  }
  all.addEventListener("click", function () {
    picks.forEach(function (pick) { pick.value = ""; });
    apply();
  });

  // ---- weeks of the chart ------------------------------------------------------------------------
  function choose(person, week) {
    picks.forEach(function (pick) { pick.value = ""; });
    picks[0].value = person;
    picks[3].value = week;
    apply();
    section.scrollIntoView();
  }
  document.querySelectorAll(".week[data-week]").forEach(function (week) {
    var person = week.getAttribute("data-person"), label = week.getAttribute("data-week");
    var any = cases.some(function (one) {
      return one.getAttribute("data-person") === person && one.getAttribute("data-week") === label;
    });
    if (!any) return;
    week.setAttribute("tabindex", "0");
    week.setAttribute("role", "button");
    week.classList.add("opens");
    week.addEventListener("click", function () { choose(person, label); });
    week.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(person, label);
    });
  });

  // ---- marks of wrong flags ----------------------------------------------------------------------
  var marked = new Map();
  var box = make("div", "");
  box.className = "wrong note";
  box.hidden = true;
  make("h3", "Marked as wrong", box);
  make("p", "Save this list and give it to the next run: ebb analyze EXPORT --suppress " +
       "suppressions.toml. The reason can be changed here. This page keeps nothing.", box);
  var list = make("textarea", "", box);
  list.rows = 8;
  list.setAttribute("aria-label", "List of wrong flags");
  var save = make("button", "Save the list", box);
  save.type = "button";
  section.appendChild(box);

  function write() {
    var text = "";
    marked.forEach(function (entry) {
      text += '[[suppress]]\nmessage = "' + entry[0] + '"\nrule = "' + entry[1] +
        '"\nreason = "marked as wrong by a reader"\n\n';
    });
    list.value = text;
    box.hidden = marked.size === 0;
  }
  save.addEventListener("click", function () {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([list.value], {type: "text/plain"}));
    link.download = "suppressions.toml";
    link.click();
    URL.revokeObjectURL(link.href);
  });
  cases.forEach(function (one) {
    one.querySelectorAll(".why[data-rule]").forEach(function (why) {
      var message = one.getAttribute("data-message"), rule = why.getAttribute("data-rule");
      var button = make("button", "This is wrong", why);
      button.type = "button";
      button.className = "mark-wrong";
      button.setAttribute("aria-pressed", "false");
      button.addEventListener("click", function () {
        var key = message + " " + rule, on = !marked.has(key);
        if (on) marked.set(key, [message, rule]); else marked.delete(key);
        button.setAttribute("aria-pressed", String(on));
        button.textContent = on ? "Marked as wrong" : "This is wrong";
        write();
      });
    });
  });
})();
