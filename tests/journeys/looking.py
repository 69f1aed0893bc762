"""How a page is looked at: by a scan for faults, with the tab key, and with its texts as they were sent."""

import asyncio
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

# How many elements can be reached by keyboard inside of a part of the page. From now on each that gets the
# focus is kept, with what is to be seen of it there and then.
WATCH = """where => {
  const part = document.querySelector(where);
  const all = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const found = [...part.querySelectorAll(all)].filter(e => !e.disabled
    && e.type !== 'hidden' && e.tabIndex >= 0 && e.checkVisibility({visibilityProperty: true})
    && !e.closest('details:not([open]) > :not(summary)'));
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
  const seen = new Set();
  return found.filter(e => {
    if (e.type !== 'radio') return true;
    const group = (e.form ? [...document.forms].indexOf(e.form) : -1) + e.name;
    return !seen.has(group) && seen.add(group);
  }).length;
}"""
WALKED = """where => {
  const part = document.querySelector(where);
  const outside = part === document.activeElement || !part.contains(document.activeElement);
  return [outside, [...window.walked.values()]];
}"""
# A key that was pressed before may arrive late and lay the skip link over what is looked at.
FAULTS = """async ([where, rules, file, stoodOut]) => {
  if (!window.axe) await new Promise((done, fail) => {
    const script = document.createElement('script');
    Object.assign(script, {src: file, onload: done, onerror: fail});
    document.head.append(script);
  });
  const over = document.documentElement.scrollWidth - window.innerWidth;
  document.activeElement.blur();
  axe.stoodOut = new Set(stoodOut);
  axe.rememberGrounds();
  const found = await axe.run(where, rules);
  return [
    (over > 0 ? [`scrolls sideways by ${over}`] : []).concat(found.violations.flatMap(
      rule => rule.nodes.map(node => `${rule.id}: ${node.element.outerHTML.slice(0, 160)}`))),
    [...axe.stoodOut].slice(stoodOut.length),
  ];
}"""
# What the server sent, as a browser without scripts reads it, and what scripts made of it.
TEXTS = """sent => [new DOMParser().parseFromString(sent, 'text/html'), document].map(
  page => page.querySelector('main').textContent.replace(/\\s+/g, ' ').trim())"""
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


_stood_out: list[str] = []  # whatever page it was on: see tests/journeys/scanning.py


def faults(page: Page, rules: dict[str, Any], where: str | dict[str, Any] = "html") -> list[str]:
    found, stood_out = page.evaluate(FAULTS, [where, rules, AXE, _stood_out])
    _stood_out.extend(stood_out)
    return list(found)


def look(page: Page, name: str) -> list[str]:
    """Look at the page, wide in light and narrow in dark; return what is wrong.

    How a page is built is the same at each width. Menu, head and foot have a test of their own. What has room
    at 320 has room at 360, for no style starts or ends between them: tests/web/ui/test_widths.py.
    """
    picture(page, name, "1280")
    wrong = [f"1280: {fault}" for fault in faults(page, RULES, WIDE)]
    for width in (360, 320) if pictures_wanted() else (320,):
        page.set_viewport_size({"width": width, "height": 740})
        picture(page, name, str(width))
    page.emulate_media(color_scheme="dark")
    picture(page, name, "dark")
    return wrong + [f"320, dark: {fault}" for fault in faults(page, NARROW, CONTENT)]


async def _press(page: Page, times: int) -> None:
    """Press the tab key without waiting for each time: a browser that waits paints a picture in between."""
    await asyncio.gather(*(page.keyboard._impl_obj.down("Tab") for _ in range(times)))


def sweep(page: Page, where: str = CONTENT) -> list[str]:
    """Walk through a part of the page with the tab key; return what is skipped or shows no focus."""
    expected: int = page.evaluate(WATCH, where)
    page.keyboard._sync(_press(page, expected + 1))
    for _press_more in range(3):
        outside, walked = page.evaluate(WALKED, where)
        if outside:
            break  # further keys would walk through the browser and come back at any time
        page.keyboard.down("Tab")
    page.keyboard.up("Tab")
    wrong = [f"no visible focus: {hidden}" for hidden in walked if hidden]
    if len(walked) < expected:
        wrong.append(f"keyboard reaches {len(walked)} of {expected}")
    return wrong
