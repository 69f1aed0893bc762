"""How a page is looked at: by a scan for faults, with the tab key, and with its texts as they were sent."""

from typing import Any

from playwright.sync_api import Page

from tests.journeys.conftest import AXE, picture, pictures_wanted

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "elementRef": True,
    "preload": False,  # for rules about sound and turned devices, of which there is none here
}
CONTENT = ".sn-page"
# Menu, head and foot are the same on every page: test_what_stands_around_every_page_is_usable looks at them.
AROUND = [".sn-skip", ".sn-header", ".sn-footer"]
WIDE = {"include": [["html"]], "exclude": AROUND}  # of a whole page, with its title, landmarks and headings
NARROW = {
    **RULES,
    "runOnly": {
        "type": "rule",
        "values": ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"],
    },
}

# How many elements can be reached by keyboard inside of a part of the page.
REACHABLE = """where => {
  const all = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const found = [...document.querySelector(where).querySelectorAll(all)].filter(e => !e.disabled
    && e.type !== 'hidden' && e.tabIndex >= 0 && e.checkVisibility({visibilityProperty: true})
    && !e.closest('details:not([open]) > :not(summary)'));
  const seen = new Set();
  return found.filter(e => {
    if (e.type !== 'radio') return true;
    const group = (e.form ? [...document.forms].indexOf(e.form) : -1) + e.name;
    return !seen.has(group) && seen.add(group);
  }).length;
}"""
# Each element that gets the focus, with what is to be seen of it there and then.
WATCH = """where => {
  const part = document.querySelector(where);
  const ring = s => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none';
  const start = document.createElement('span');
  start.tabIndex = -1;
  part.prepend(start);
  start.focus();
  start.remove();
  window.scrollTo(0, 0);
  window.walked = new Map();
  part.addEventListener('focusin', ({target: e}) => window.walked.set(e,
    ring(getComputedStyle(e)) || ring(getComputedStyle(e, '::after')) ? '' : e.outerHTML.slice(0, 90)));
}"""
WALKED = "() => [...window.walked.values()]"
OUTSIDE = """where => document.querySelector(where) === document.activeElement
  || !document.querySelector(where).contains(document.activeElement)"""
# A key that was pressed before may arrive late and lay the skip link over what is looked at.
FAULTS = """([where, rules]) => (document.activeElement.blur(), axe.run(where, rules)).then(
  found => found.violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.element.outerHTML.slice(0, 160)}`)))"""
# What the server sent, as a browser without scripts reads it, and what scripts made of it.
TEXTS = """sent => [new DOMParser().parseFromString(sent, 'text/html'), document].map(
  page => page.querySelector('main').textContent.replace(/\\s+/g, ' ').trim())"""
LOAD = """file => new Promise((done, fail) => {
  const script = document.createElement('script');
  Object.assign(script, {src: file, onload: () => done(), onerror: fail});
  document.head.append(script);
})"""
# Leave a page behind without opening another one for it. What waits would ask the server again while the next
# screen is built, an address with "#" is not loaded anew from itself, and what is shown would be laid out
# again for the next screen's width and colours.
LEAVE = """() => {
  localStorage.clear();
  sessionStorage.clear();
  window.stop();
  for (let last = setTimeout(() => {}); last; last--) clearTimeout(last);
  history.replaceState(null, '', '/left');
  document.documentElement.replaceChildren();
}"""
WIDER = "() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth)"


def faults(page: Page, rules: dict[str, Any], where: str | dict[str, Any] = "html") -> list[str]:
    found: list[str] = page.evaluate(FAULTS, [where, rules])
    return found


def look(page: Page, name: str) -> list[str]:
    """Look at the page, wide in light and narrow in dark; return what is wrong.

    How a page is built is the same at each width. Menu, head and foot have a test of their own. What has room
    at 320 has room at 360, for no style starts or ends between them: tests/web/ui/test_widths.py.
    """
    page.evaluate(LOAD, AXE)
    picture(page, name, "1280")
    wrong = [f"1280: {fault}" for fault in faults(page, RULES, WIDE)]
    for width in (360, 320) if pictures_wanted() else (320,):
        page.set_viewport_size({"width": width, "height": 740})
        picture(page, name, str(width))
        if over := page.evaluate(WIDER):
            wrong.append(f"{width}: scrolls sideways by {over}")
    page.emulate_media(color_scheme="dark")
    picture(page, name, "dark")
    return wrong + [f"320, dark: {fault}" for fault in faults(page, NARROW, CONTENT)]


def sweep(page: Page, where: str = CONTENT) -> list[str]:
    """Walk through a part of the page with the tab key; return what is skipped or shows no focus."""
    expected: int = page.evaluate(REACHABLE, where)
    page.evaluate(WATCH, where)
    for press in range(expected + 3):
        if press >= expected and page.evaluate(OUTSIDE, where):
            break  # further keys would walk through the browser and come back at any time
        page.keyboard.down("Tab")
    page.keyboard.up("Tab")
    walked: list[str] = page.evaluate(WALKED)
    wrong = [f"no visible focus: {hidden}" for hidden in walked if hidden]
    if len(walked) < expected:
        wrong.append(f"keyboard reaches {len(walked)} of {expected}")
    return wrong
