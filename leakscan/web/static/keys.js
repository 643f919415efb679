// Keys for what stands on the page already: nothing here does what a click could not.
"use strict";
(() => {
  const rows = () => [...document.querySelectorAll("table.queue tbody tr")];
  let at = -1;
  const stand = (row) => {
    at = rows().indexOf(row);
    rows().forEach((one) => one.classList.toggle("here", one === row));
  };
  const move = (step) => {
    const all = rows();
    const row = all[Math.max(0, Math.min(all.length - 1, at + step))];
    stand(row);
    row.querySelector("th a").focus({preventScroll: true});
    row.scrollIntoView({block: "nearest"});
  };
  const typing = (target) => target.matches("input:not([type=checkbox]), select, textarea");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if ((event.key === "j" || event.key === "k") && rows().length) {
      event.preventDefault();
      move(event.key === "j" ? 1 : -1);
      return;
    }
    if (event.key === "x" && at >= 0) {
      rows()[at].querySelector("input[type=checkbox]").click();
      return;
    }
    const target = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
    if (!target) return;
    event.preventDefault();
    const reason = target.form && target.form.elements.reason;
    if (target.matches("input")) target.focus();
    else if (event.key === "d" && reason && !reason.value) reason.focus();
    else target.click();
  });
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("table.queue tbody tr");
    if (row) stand(row);
  });
})();
