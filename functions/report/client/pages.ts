/// <reference lib="dom" />

/** Shows one page at a time, the one that the address names; the browser's back button works. */
export function startPages(shown: () => void): void {
  const pages = [...document.querySelectorAll<HTMLElement>(".page")];
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".nav a")];
  const controls = document.querySelector<HTMLFormElement>("form.controls");
  const show = (isMove: boolean): void => {
    const wanted = location.hash.slice(1);
    const current = pages.find(({ id }) => id === wanted) ?? pages[0];
    if (controls !== null) controls.hidden = current?.dataset.controls === undefined;
    for (const page of pages) page.classList.toggle("current", page === current);
    for (const link of links) {
      if (link.hash.slice(1) === current?.id) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    if (!isMove) return;
    shown();
    scrollTo(0, 0);
    current?.querySelector("h2")?.focus({ preventScroll: true });
  };
  addEventListener("hashchange", () => {
    if (location.hash !== "#main") show(true);
  });
  show(false);
}
